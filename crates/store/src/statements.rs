//! Every SQL text over the ground tables; those of the row tables follow from their descriptions.

use crate::engine::statements;

statements! {
    HEAD = "SELECT position, hash FROM head WHERE register = ?1";
    REGISTERS = "SELECT register FROM head ORDER BY register";
    SET_HEAD = "INSERT INTO head (register, position, hash) VALUES (?1, ?2, ?3)
        ON CONFLICT (register) DO UPDATE SET position = excluded.position, hash = excluded.hash";
    STREAM = "SELECT position, text FROM entry WHERE register = ?1 AND stream = ?2 ORDER BY version";
    ENTRIES = "SELECT position, hash, text FROM entry WHERE register = ?1 AND position >= ?2 ORDER BY position LIMIT ?3";
    ENTRY_TEXT = "SELECT text FROM entry WHERE register = ?1 AND position = ?2";
    RECEIPT = "SELECT fingerprint, position, n_entries FROM receipt WHERE register = ?1 AND actor = ?2 AND key = ?3";
    KNOWN_FILE = "SELECT document FROM known_file WHERE register = ?1 AND hash = ?2";
    SEALED = "SELECT position, text FROM sealed WHERE register = ?1 AND seal = ?2";
    ERASE = "UPDATE sealed SET salt = NULL, text = NULL WHERE register = ?1 AND seal = ?2 AND text IS NOT NULL";
    FORGET_FILE = "DELETE FROM known_file WHERE register = ?1 AND document = ?2";
    BLANK_RECEIPT = "UPDATE receipt SET fingerprint = NULL, salt = NULL WHERE register = ?1 AND position = ?2";
    MARK_UNSCOURED = "INSERT INTO unscoured (register, position) VALUES (?1, ?2)";
    UNSCOURED = "SELECT register, position FROM unscoured ORDER BY register, position";
    CLEAR_UNSCOURED = "DELETE FROM unscoured WHERE register = ?1 AND position = ?2";
    LAST_TASK_CODE = "SELECT last FROM task_code WHERE register = ?1 AND year = ?2";
    SET_TASK_CODE = "INSERT INTO task_code (register, year, last) VALUES (?1, ?2, ?3)
        ON CONFLICT (register, year) DO UPDATE SET last = excluded.last";
    TOLD_OF = "SELECT matter FROM matter_telling WHERE register = ?1 AND teller = ?2 AND place = ?3 AND is_apart = 0";
    LISTED_AS = "SELECT matter FROM matter_listing WHERE register = ?1 AND task = ?2 AND file = ?3 AND list_row = ?4";
    FORGET_TASK_CODES = "DELETE FROM task_code WHERE register = ?1";
    MIGRATIONS = "SELECT n, name, hash FROM migration ORDER BY n";
    SET_MIGRATION = "INSERT INTO migration (n, name, hash) VALUES (?1, ?2, ?3)
        ON CONFLICT (n) DO UPDATE SET name = excluded.name, hash = excluded.hash";
}

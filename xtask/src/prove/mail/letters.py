"""Reads the letters of a folder by the standard library: one JSON line each."""
import email, email.policy, json, pathlib, re, sys

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    print(json.dumps({
        "rcpt": message["X-Rcpt"],
        "id": message["Message-ID"],
        "subject": message["Subject"],
        "automatic": message["Auto-Submitted"],
        "kind": message.get_content_type(),
        "plain": plain.get_content(),
        "links": re.findall(r'href="([^"]+)"', html.get_content()),
        "html": html.get_content(),
        "defects": [str(it) for part in message.walk() for it in part.defects],
    }))

# Câu chữ của Bám Sát. Mỗi khóa có một câu ở đây và một câu trong en.ftl.

## Việc có thể làm
act-register-found = Lập sổ
act-account-open = Mở tài khoản
act-account-grant = Giao quyền
act-account-withdraw = Thu hồi quyền
act-unit-found = Đưa đơn vị vào sổ
act-document-receive = Tiếp nhận văn bản
act-document-amend-draft = Sửa nội dung đề xuất
act-document-set-aside-draft = Không giao nhiệm vụ
act-session-hold = Ghi nhận phiên làm việc
act-session-record-conclusion = Ghi kết luận
act-session-end-conclusion = Xử lý kết luận
act-task-assign = Giao nhiệm vụ
act-task-receive = Tiếp nhận nhiệm vụ
act-task-report-progress = Báo cáo tiến độ
act-task-report-done = Báo cáo hoàn thành
act-task-confirm = Xác nhận hoàn thành
act-task-send-back = Trả lại để làm tiếp
act-task-correct = Đính chính
act-task-terminate = Chấm dứt nhiệm vụ
act-erasure-order = Xóa vĩnh viễn câu chữ

## Vì sao không làm được
refusal-stream-exists = Mã { $stream } đã được dùng. Hãy lấy một mã mới.
refusal-stream-unknown = Không có đối tượng nào mang mã { $stream } phù hợp với việc này.
refusal-stale = Đã có người thay đổi trong lúc anh/chị xem. Hãy xem lại rồi làm tiếp.
refusal-key-reused = Khóa gửi { $key } đã dùng cho một yêu cầu khác. Hãy dùng khóa mới.
refusal-document-known = Tệp này đã có trong sổ.
refusal-document-number-known = Văn bản số { $number }{ $issued_on ->
        [null] { "" }
       *[other] { " " }ngày { $issued_on }
    }{ $issuer ->
        [null] { "" }
       *[other] { " " }của { $issuer }
    } đã có trong sổ, tiếp nhận ngày { $received_on }.
refusal-document-alike = Văn bản không số “{ $title }”{ $held_on ->
        [null] { "" }
       *[other] , họp ngày { $held_on },
    } đã có trong sổ, tiếp nhận ngày { $received_on }.
cli-hint-another = Nếu đây là văn bản khác, thêm --another.
refusal-register-founded = Sổ đã được lập rồi.
refusal-unit-unknown = Không có đơn vị mang mã { $unit } trong sổ.
refusal-document-unknown = Không có văn bản mang mã { $document } trong sổ.
refusal-session-unknown = Không có phiên làm việc mang mã { $session } trong sổ.
refusal-conclusion-unknown = Phiên làm việc không có kết luận số { $n }.
refusal-conclusion-number-taken = Kết luận số { $n } đã được ghi.
refusal-conclusion-ended = Kết luận số { $n } đã kết thúc, không giao nhiệm vụ từ kết luận này được nữa.
refusal-conclusion-not-ended-as-tasks = Kết luận số { $n } còn để ngỏ. Hãy kết thúc kết luận ấy thành nhiệm vụ trước khi giao.
refusal-words-missing = Phần “{ $field }” còn trống. Hãy điền nội dung.
refusal-words-too-long = Phần “{ $field }” dài { $length } byte, quá mức { $longest } byte. Hãy rút gọn.
refusal-content-not-a-hash = Mã băm của tệp (content) phải gồm đúng 64 chữ số thập lục phân viết thường.
refusal-lead-coordinates = Một đơn vị không thể vừa chủ trì vừa phối hợp cùng một nhiệm vụ.
refusal-root-founded = Sổ đã có đơn vị gốc. Hãy chọn đơn vị cấp trên của đơn vị này.
refusal-unit-own-parent = Một đơn vị không thể trực thuộc chính mình.
refusal-day-in-future = Ngày { $day } chưa đến, chưa thể ghi là đã diễn ra.
refusal-task-ended = Nhiệm vụ { $state ->
    [completed] đã hoàn thành
    [terminated] đã chấm dứt
   *[other] đã kết thúc
}, không ghi thêm được nữa.
refusal-task-received = Đơn vị đã nhận nhiệm vụ này ngày { $received_on }.
refusal-done-reported = Nhiệm vụ đã được báo cáo hoàn thành (ngày { $done_on }) và đang chờ xác nhận.
refusal-done-not-reported = Chưa có báo cáo hoàn thành nào để xác nhận hoặc trả lại. Hãy chờ đơn vị chủ trì báo cáo hoàn thành.
refusal-reporter-confirms = Người đã báo cáo hoàn thành không tự xác nhận. Hãy để người khác xác nhận.
refusal-done-before-assigned = Ngày hoàn thành { $done_on } sớm hơn ngày giao { $assigned_on }. Hãy xem lại ngày.
refusal-nothing-corrected = Nội dung đính chính không khác gì nội dung đang ghi. Hãy sửa ít nhất một chỗ.
refusal-draft-set-aside = Nội dung này đã được ghi là không giao nhiệm vụ.
refusal-nothing-amended = Chưa sửa chỗ nào. Hãy điền câu chữ, đơn vị chủ trì hoặc thời hạn.
refusal-role-held = Tài khoản đã có quyền này tại đơn vị đó.
refusal-role-not-held = Tài khoản không có quyền này tại đơn vị đó.
refusal-last-administrator = Đây là quản trị viên cuối cùng của sổ. Hãy giao quyền quản trị cho người khác trước.
refusal-day-unreadable = “{ $text }” không phải là một ngày. Hãy ghi ngày/tháng/năm, ví dụ 30/9/2026.
refusal-days-reversed = Ngày bắt đầu sau ngày kết thúc.
refusal-filter-unreadable = Không hiểu điều kiện lọc “{ $field }”: “{ $text }”. Hãy chọn lại điều kiện.
refusal-nothing-to-erase = Không có câu chữ nào để xóa.
refusal-account-name-taken = Sổ đã có tài khoản “{ $name }”. Hãy dùng tên khác.
refusal-last-account = Đây là tài khoản cuối cùng còn tên trong sổ; xóa đi thì không còn ai dùng được sổ. Hãy mở một tài khoản khác trước: bamsat account open "TÊN" --by "TÊN HIỆN CÓ".
refusal-file-erased-apart = Tệp của văn bản phải được xóa cùng lúc với câu chữ. Hãy dùng lệnh: bamsat erase document "SỐ, KÝ HIỆU" --by "TÊN" --because "LÝ DO".
refusal-span-reversed = Vị trí trong văn bản không hợp lệ: kết thúc ({ $end }) đứng trước bắt đầu ({ $start }).
refusal-command-unreadable = Không hiểu yêu cầu: { $because }
refusal-batch-too-long = Một lần chỉ nhận tối đa { $longest } việc, lần này có { $n_commands }. Hãy chia nhỏ.
refusal-classified = Văn bản có dấu chỉ độ mật: theo dõi ngoài sổ. Không một chữ nào của văn bản được lưu lại.
refusal-file-empty = Tệp rỗng. Hãy kiểm tra lại tệp gửi lên.
refusal-file-too-long = Tệp dài { $length_bytes } byte, quá mức { $longest_bytes } byte. Hãy tách tệp.
refusal-file-not-text = Tệp không phải văn bản thuần mã hóa UTF-8. Trong Notepad: chọn “Lưu thành...” (Save as), ở ô “Mã hóa” (Encoding) chọn UTF-8, rồi gửi lại. Phần mềm chưa đọc được DOCX, PDF: hãy lưu thành tệp .txt.
refusal-file-not-readable = Phần mềm không đọc được định dạng của tệp. Nếu là tệp Word, Excel đời cũ (.doc, .xls) hoặc .rtf: mở tệp, chọn “Lưu thành...” (Save as) rồi lưu thành .docx, .xlsx hoặc .pdf.
refusal-file-encrypted = Tệp có đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại.
refusal-file-damaged = Tệp bị hỏng hoặc chưa tải về hết. Hãy mở thử tệp; nếu mở được thì lưu thành tệp mới rồi gửi lại.
refusal-file-needs-ocr = Tệp là ảnh hoặc bản quét, trên máy chưa có chương trình nhận dạng chữ. Hãy cài tesseract và tesseract-ocr-vie, hoặc gửi tệp gốc có chữ.
refusal-file-without-words = Không tìm thấy chữ nào trong tệp. Hãy kiểm tra lại tệp; nếu là bản quét, hãy quét lại rõ hơn.
refusal-nothing-found = Không tìm thấy phiên làm việc, số hiệu văn bản hay câu chỉ đạo nào trong tệp, nên không có gì để ghi vào sổ.
refusal-rehearsal-differs =
    { $is_rehearsal ->
        [true] Đây là sổ diễn tập, không ghi việc thật. Hãy dùng một thư mục dữ liệu khác.
       *[false] Đây là sổ thật, không ghi việc diễn tập. Hãy bỏ tùy chọn --rehearsal.
    }
field-lead = đơn vị chủ trì
field-coordinating = đơn vị phối hợp
field-deadline = thời hạn
field-state = tình trạng
field-after = trang tiếp theo
field-because = lý do
field-chair = người chủ trì
field-content = mã băm của tệp
field-deliverable = sản phẩm
field-due-words = câu chữ về thời hạn
field-file-name = tên tệp
field-issuer = cơ quan ban hành
field-kind = loại văn bản
field-name = tên
field-number = số, ký hiệu
field-title = trích yếu
field-words = nội dung
field-key = khóa gửi
field-drafts = toàn bộ phần đang nhập, chưa gửi
field-reader = phiên bản phần mềm đọc

## Không được phép, không có, không lưu được
forbidden-act = Anh/chị không có quyền làm việc này: { $act }. Hãy hỏi quản trị viên của sổ.
forbidden-page = Anh/chị không có quyền xem trang này. Hãy hỏi quản trị viên của sổ.
forbidden-account-unknown = Sổ không có tài khoản “{ $name }”. Các tài khoản hiện có: { $known }. Người đã có tài khoản mở thêm bằng lệnh: bamsat account open "{ $name }" --by "TÊN"
not-found-register = Chưa có sổ ở đây ({ $place }). Lần tiếp nhận đầu tiên với --accept sẽ lập sổ.
not-found-erasable =
    { $noun ->
        [task] Không có nhiệm vụ “{ $id }” trong sổ. Hãy ghi mã nhiệm vụ (ví dụ 2026-0012) hoặc mã số.
        [document] Không có văn bản “{ $id }” trong sổ. Hãy ghi số, ký hiệu văn bản (ví dụ 118/TB-UBND) hoặc mã số.
        [session] Không có phiên làm việc “{ $id }” trong sổ. Hãy ghi ngày họp (ví dụ 30/3/2026) hoặc mã số.
        [unit] Không có đơn vị “{ $id }” trong sổ. Hãy ghi tên đơn vị hoặc mã số.
       *[other] Không có tài khoản “{ $id }” trong sổ. Hãy ghi tên tài khoản hoặc mã số.
    }
not-found-several = “{ $id }” ứng với nhiều đối tượng trong sổ. Hãy ghi một trong các mã số: { $several }.
not-found-object =
    { $noun ->
        [task] Không có nhiệm vụ “{ $id }” trong sổ.
        [document] Không có văn bản “{ $id }” trong sổ.
        [session] Không có phiên làm việc “{ $id }” trong sổ.
       *[other] Không có “{ $id }” trong sổ.
    }
not-found-file = Không có tệp { $path }. Hãy kiểm tra lại tên và thư mục.
file-denied = Không được phép đọc tệp { $path }. Hãy xin quyền đọc hoặc chép tệp sang thư mục khác.
file-is-folder = { $path } là thư mục, không phải tệp. Hãy nêu tên từng tệp, ví dụ { $path }/*.txt
file-unreadable = Không đọc được tệp { $path }: { $cause }
store-unavailable = Chưa dùng được cơ sở dữ liệu. Việc chưa được xác nhận; hãy thử lại với cùng yêu cầu.
reading-unavailable = Chưa đọc được cơ sở dữ liệu. Hãy thử lại sau; nếu vẫn vậy, báo người quản trị.
store-conflict = Có người khác ghi cùng lúc. Hãy thử lại.
store-newer = Sổ này do phiên bản mới hơn của phần mềm lập. Hãy dùng phiên bản mới; không có gì bị thay đổi.
store-older = Sổ này do phiên bản cũ hơn của phần mềm lập. Hãy chạy “bamsat check --rebuild” một lần để cập nhật.
store-corrupt = Dữ liệu trong sổ không còn nguyên vẹn. Hãy chạy “bamsat check” và báo người quản trị.
store-other = Lỗi lưu trữ.
store-cause = Chi tiết: { $cause }

## Vì sao còn để ngỏ
reason-no-lead = chưa rõ đơn vị chủ trì
reason-collective-lead = giao chung cho “{ $name }”, cần nêu từng đơn vị
reason-person-lead = giao cho cá nhân “{ $name }”, cần nêu đơn vị
reason-unclear-lead = chưa nhận ra đơn vị “{ $name }”
reason-unplaced-lead = chưa rõ “{ $name }” thuộc địa bàn nào
reason-collective-coordinating = phối hợp chung với “{ $name }”, chưa gắn vào đơn vị nào
reason-no-class = chưa rõ là nhiệm vụ hay định hướng
reason-no-session = định hướng ngoài phiên làm việc, không ghi thành kết luận
reason-session-undated = chưa rõ ngày họp
reason-doubt-no-lead = chưa rõ đơn vị chủ trì
reason-doubt-collective-lead = giao chung cho nhiều đơn vị
reason-doubt-tie = có nhiều đơn vị cùng tên
reason-doubt-impossible-date = ngày không có trên lịch
reason-doubt-broken-sum = cộng không khớp
reason-doubt-two-values = một chỉ tiêu có hai số khác nhau
reason-doubt-due-before-document = hạn trước ngày văn bản
reason-doubt-not-understood = chưa hiểu hết câu

## Tên gọi
word-account = Tài khoản
word-chair = Người chủ trì
word-code = Mã
word-conclusion = Kết luận
word-coordinating = Phối hợp
word-deadline = Thời hạn
word-deliverable = Sản phẩm
word-document = Văn bản
word-ending = Kết quả
word-file = Tệp
word-found-on = Ngày vào sổ
word-guests = Làm việc với
word-held-on = Ngày làm việc
word-host = Cơ quan chủ trì
word-id = Mã số
word-issued-on = Ngày ban hành
word-issuer = Cơ quan ban hành
word-kind = Loại
word-lead = Chủ trì
word-level = Cấp
word-mode = Hình thức
word-n = Số
word-name = Tên
word-number = Số, ký hiệu
word-outcome = Xử lý
word-parent = Trực thuộc
word-place = Vị trí
word-reasons = Lý do để ngỏ
word-received-on = Ngày tiếp nhận
word-source = Nguồn
word-state = Tình trạng
word-tasks = Nhiệm vụ
word-title = Trích yếu
word-words = Nội dung
word-class = Phân loại
word-office = Chức vụ
word-n-places = Số lần
word-indicator = Chỉ tiêu
word-value = Giá trị
word-measure = Cách tính
word-period = Kỳ
word-unit-of = Của
measure-level = mức
measure-growth = tốc độ tăng
measure-change = tăng, giảm tuyệt đối
measure-share-of-plan = so với kế hoạch
measure-share = tỷ lệ
target-level = mục tiêu: mức
target-growth = mục tiêu: tốc độ tăng
target-change = mục tiêu: tăng, giảm
target-share-of-plan = mục tiêu: so với kế hoạch
target-share = mục tiêu: tỷ lệ
measured-eq = { $value }
measured-gt = trên { $value }
measured-ge = từ { $value } trở lên
measured-lt = dưới { $value }
measured-le = không quá { $value }
measured-approx = khoảng { $value }
period-month = tháng { $month }/{ $year }
period-quarter = quý { $quarter ->
        [1] I
        [2] II
        [3] III
       *[4] IV
    }/{ $year }
period-half = { $half ->
        [1] 6 tháng đầu năm
       *[2] 6 tháng cuối năm
    } { $year }
period-first-months = { $months } tháng năm { $year }
period-years = { $from }–{ $to }
note-inherited-lead = chủ trì lấy theo câu trước
note-assumed-base = gốc so sánh suy ra
note-assumed-year = năm suy ra từ ngày văn bản
outcome-tasks = nhiệm vụ
outcome-guidance = định hướng
outcome-open = để ngỏ
ending-tasks = đã giao thành nhiệm vụ
ending-answer = trả lời kiến nghị
ending-assessment = ghi nhận, đánh giá
ending-guidance = định hướng
ending-no-task = không phát sinh nhiệm vụ
ending-open = chờ xử lý
mode-online = trực tuyến
mode-hybrid = trực tiếp kết hợp trực tuyến
mode-in-person = trực tiếp
level-central = Trung ương
level-province = tỉnh
level-district = huyện
level-commune = xã
level-village = thôn, tổ dân phố
level-unknown = chưa rõ
kind-area = địa bàn
kind-party = Đảng
kind-state = chính quyền
kind-front = Mặt trận, đoàn thể
kind-other = khác
state-not-started = chưa thực hiện
state-in-progress = đang thực hiện
state-awaiting-confirmation = chờ xác nhận hoàn thành
state-completed = đã hoàn thành
state-terminated = đã chấm dứt
state-late = quá hạn { $days } ngày
state-undated = chưa có thời hạn, { $days } ngày chưa có thông tin
deadline-periodic = định kỳ
deadline-standing = thường xuyên
deadline-unset = chưa ấn định
deadline-unset-words = chưa xác định ngày
erased = (đã xóa)
place-line = dòng { $line }
place-lines = dòng { $first }–{ $last }
unnamed-root = Đơn vị quản lý sổ (chưa đặt tên)

## Đọc và tiếp nhận
read-heading = { $name }: { $title }
read-session = Phiên làm việc ngày { $held_on }, { $mode }. Cơ quan chủ trì: { $host }. Làm việc với: { $guests }. Người chủ trì: { $chair }.
read-document = { $kind } số { $number }, ngày { $issued_on }, { $issuer }.
read-people = Cán bộ được nêu tên ({ $n })
read-units = Đơn vị ({ $n })
read-citations = Văn bản viện dẫn ({ $n })
read-observations = Số liệu ({ $n })
read-limitations = Hạn chế ({ $n })
read-directives = Câu chỉ đạo ({ $n })
read-notes = Điều phần mềm suy ra ({ $n })
read-doubts = Điểm cần người xem lại ({ $n })
read-nothing = Không tìm thấy gì trong tệp.
none = không nêu
class-task = nhiệm vụ
class-exhortation = định hướng
counted-new-units = { $n_units } đơn vị mới
counted-sessions = { $n_sessions } phiên làm việc
counted-conclusions = { $n_conclusions } kết luận
count-more-than = hơn { $n }
counted-tasks = { $n_tasks } nhiệm vụ
counted-observations = { $n_observations } số liệu
counted-limitations = { $n_limitations } hạn chế
counted-citations = { $n_citations } văn bản viện dẫn
intake-reading = Đang đọc { $name } ({ $length } MB)...
intake-known = { $name }: tệp đã có trong sổ, tiếp nhận ngày { $received_on } ({ $title }). Không ghi gì thêm.
intake-open = Trong văn bản này còn để ngỏ:
directive-counts = { $n } câu chỉ đạo, trong đó { $n_as_tasks } câu thành nhiệm vụ ({ $n_tasks } nhiệm vụ), { $n_guidance } câu là định hướng, { $n_open } câu để ngỏ{ $n_partly_open ->
        [0] { "" }
       *[other] { " " }({ $n_partly_open } câu đã giao một phần)
    }
intake-proposal = Đề xuất từ { $name }: { directive-counts }.
intake-units = Đơn vị liên quan: { $n_units }, trong đó { $n_new } đơn vị chưa có trong sổ.
intake-more = ... và { $n } câu nữa
intake-found = Phần mềm còn đọc được: { counted-observations }, { counted-limitations }, { counted-citations }, { $n_people } cán bộ. Những nội dung này được giữ trong văn bản, chưa vào sổ.
intake-not-accepted = Chưa ghi gì vào sổ. Thêm --accept --by "TÊN" để tiếp nhận những câu đã rõ.
intake-accepted = Đã ghi vào sổ: { counted-new-units }, { counted-sessions }, { counted-conclusions } ({ $n_guidance } định hướng), { counted-tasks }. Bản ghi số { $first } đến { $last } của sổ cái.
intake-left = Còn { $n } câu để ngỏ:
intake-left-line = Câu { $n }: { $reason }
intake-remark = Lưu ý, câu { $n }: { $reason }
intake-left-none = Không còn câu nào để ngỏ.
intake-founded-note = Cấp của đơn vị mới được suy ra từ tên gọi; các đơn vị này tạm trực thuộc đơn vị quản lý sổ và chưa có ngày thành lập. Đề nghị kiểm tra lại.
head-line = Mốc cuối sổ: { $head }

## Xem
show-none = Chưa có gì trong danh sách này.
show-count = Tổng số: { $n }
show-open-none = Không còn nội dung nào chờ xử lý.
open-assigned = đã giao { $n } nhiệm vụ từ câu này
open-nothing = đã đủ rõ để giao
account-opened = Đã mở tài khoản “{ $name }”.
task-source-conclusion = KL { $n } (họp { $held_on })
task-source-numbered = { $document }, KL { $n } (họp { $held_on })
task-source-spoken = chỉ đạo trực tiếp, không có văn bản

## Kiểm tra
check-clean = Sổ nguyên vẹn: { $n_entries } bản ghi, { $n_streams } đối tượng, { $n_rows } dòng dữ liệu, { $n_texts } câu chữ ({ $n_erased } đã xóa), { $n_files } tệp.
check-broken = Sổ KHÔNG nguyên vẹn: { $n } chỗ sai. Chỗ đầu tiên: { $first }
check-strays = Lưu ý: có { $n } tệp thừa, không thuộc văn bản nào trong sổ (thường do một lần tiếp nhận bị ngắt giữa chừng). Sổ không bị ảnh hưởng; hãy xem rồi xóa các tệp này nếu không cần:
check-more = … và { $n } chỗ nữa
check-rebuilt = Đã dựng lại { $n_rows } dòng dữ liệu từ sổ cái.
check-head-unreadable = Mốc cuối sổ phải có dạng SỐ:MÃ-BĂM, ví dụ 57:3f9a… (64 chữ số).
spot-entry = bản ghi số { $position }
spot-sealed = câu chữ của bản ghi số { $position }
spot-receipt = biên nhận của bản ghi số { $position }
spot-known-file = dấu nhận biết tệp của bản ghi số { $position }
spot-unscoured = việc xóa dở dang của bản ghi số { $position }
spot-head = mốc cuối sổ đã lưu
spot-migration = bước nâng cấp { $key }
spot-row = bảng { $table }, dòng { $key }
spot-file = tệp { $key }
fault-missing = thiếu
fault-extra = thừa
fault-altered = đã bị sửa
fault-unreadable = không đọc được
fault-hash-differs = nội dung khác mã băm
fault-disowned = khác với điều bản ghi sau ghi nhận: một trong hai đã bị sửa
fault-previous-differs = không nối với bản ghi trước
fault-column-differs = cột { $column } bị sửa
fault-batch-broken = đợt ghi không trọn vẹn
fault-cannot-follow = không thể nối tiếp bản ghi trước của cùng đối tượng
fault-not-founded = sổ cái không bắt đầu bằng bản ghi lập sổ
fault-receipt-differs = không khớp với bản ghi đã ghi
fault-seal-differs = không khớp với dấu niêm
fault-erased-without-order = mất mà không có lệnh xóa
fault-not-erased = đã có lệnh xóa mà vẫn còn
fault-not-as-expected = khác với mốc cuối sổ đã in

## Xóa
erase-done = Đã xóa vĩnh viễn { $n } câu chữ. Sổ vẫn nguyên vẹn; chỗ ấy nay ghi “đã xóa”.
remain-account = tài khoản “{ $id }”
remain-conclusion = kết luận { $n } của phiên làm việc { $id }
remain-document = văn bản { $id }
remain-session = phiên làm việc { $id }
remain-task = nhiệm vụ { $id }
remain-unit = đơn vị “{ $id }”
erase-remains = Cùng câu chữ này còn ở: { $where }. Hãy xóa cả những nơi đó nếu cần.
erase-unscoured = Phần mềm chưa dọn hết được dấu vết cũ trong các tệp của cơ sở dữ liệu. Hãy báo người quản trị (xem docs/ledger.md).
erase-backups = Bản sao lưu đã có từ trước vẫn còn câu chữ này; hãy xử lý bản sao lưu theo quy định của cơ quan.

## Dùng thử
demo-account = Văn phòng
demo-officer = Cán bộ theo dõi
demo-root = Tỉnh Sơn Khê
word-open = Để ngỏ
demo-place = Sổ dùng thử ở { $place } (lập riêng để dùng thử, xóa lúc nào cũng được).
demo-taken = Thư mục { $place } đã có sổ. Lệnh demo chỉ lập sổ dùng thử mới: hãy chọn thư mục khác, hoặc bỏ --data.
demo-read = Đọc { $n } văn bản mẫu của một tỉnh không có thật:
demo-line = { $name }: { counted-observations }, { counted-citations }, { counted-limitations }; { directive-counts }
demo-tasks = Nhiệm vụ trong sổ:
demo-next = Thử tiếp: { $command }

## Trợ giúp của dòng lệnh
cli = Sổ theo dõi, đôn đốc thực hiện kết luận: từ văn bản đến nhiệm vụ, ghi trong sổ cái tự chứng minh được.
cli-lang = Ngôn ngữ: vi (mặc định) hoặc en; có thể đặt bằng biến BAMSAT_LANG
cli-read = Đọc văn bản, in những gì đọc được; không lưu gì
cli-read-files = Tệp văn bản (UTF-8)
cli-read-format = json: mỗi văn bản một dòng; table: bảng cho người đọc (mặc định khi in ra màn hình)
cli-intake = Tiếp nhận văn bản: đưa ra đề xuất; thêm --accept thì ghi vào sổ
cli-intake-files = Tệp văn bản (UTF-8)
cli-intake-accept = Ghi vào sổ những câu đã rõ
cli-intake-another = Đây là văn bản khác, dù trùng số, ngày và cơ quan ban hành với văn bản đã có
cli-intake-by = Tên tài khoản người tiếp nhận
cli-intake-json = In kết quả dạng JSON, mỗi văn bản một dòng
cli-data = Thư mục dữ liệu (mặc định: bamsat-data; biến BAMSAT_DATA)
cli-database = Địa chỉ PostgreSQL (postgres://...); bỏ trống thì dùng SQLite trong thư mục dữ liệu (biến BAMSAT_DATABASE)
cli-rehearsal = Diễn tập: lấy thời điểm nêu ở đây làm giờ hiện tại (ví dụ 2026-03-31T09:00:00Z); chạy lại thì mã số vẫn như cũ
cli-show = Xem sổ
cli-show-what = Xem gì: tasks (nhiệm vụ), task (một nhiệm vụ), open (việc để ngỏ), sessions (phiên làm việc), conclusions (kết luận), documents (văn bản), units (đơn vị), accounts (tài khoản)
cli-show-id = Mã nhiệm vụ, ví dụ 2026-0012 (chỉ dùng với task)
cli-show-json = In dạng JSON
cli-check = Kiểm tra sổ có nguyên vẹn không
cli-check-rebuild = Dựng lại các bảng dẫn xuất từ sổ cái
cli-check-head = Mốc cuối sổ đã in trước đây (số bản ghi:mã băm)
cli-check-json = In dạng JSON
cli-act = Nhận yêu cầu JSON từ đầu vào chuẩn, mỗi dòng một yêu cầu, trả lời từng dòng (danh mục: docs/acts.md)
cli-act-by = Tên tài khoản
cli-act-list = Liệt kê mọi việc và các trường của từng việc, rồi dừng
cli-act-writers = Số yêu cầu được gửi cùng lúc (mặc định 1, nhiều nhất 1024)
cli-export = Xuất dữ liệu cho phần mềm khác
cli-export-what = Nội dung: ledger (toàn bộ sổ gốc, mỗi bản ghi một dòng JSON), tasks (bảng nhiệm vụ, CSV mở được bằng Excel)
cli-completions = In tập lệnh gợi ý dòng lệnh cho shell
cli-completions-shell = Loại shell: bash, zsh, fish, elvish, powershell
account-granted = Đã giao quyền cho tài khoản “{ $name }”.
account-withdrawn = Đã thu hồi quyền của tài khoản “{ $name }”.
column-code = Mã
column-words = Nội dung nhiệm vụ
column-lead = Đơn vị chủ trì
column-coordinating = Đơn vị phối hợp
column-due-on = Thời hạn
column-due-words = Thời hạn theo văn bản
column-state = Tình trạng
column-days-late = Số ngày quá hạn
column-last-words = Kết quả thực hiện
column-done-on = Ngày hoàn thành
column-source = Nguồn giao
cli-account = Mở tài khoản, giao và thu hồi quyền (xem danh sách: bamsat show accounts)
cli-account-verb = Việc cần làm: open (mở), grant (giao quyền), withdraw (thu hồi quyền), code (cấp mã dùng một lần)
cli-account-name = Tên của tài khoản
cli-account-role = Quyền: clerk (văn thư theo dõi), unit_officer (cán bộ đơn vị), leader (lãnh đạo đơn vị), inspector (kiểm tra), administrator (quản trị)
cli-account-unit = Tên đơn vị; quyền có hiệu lực với đơn vị ấy và mọi đơn vị trực thuộc (không ghi: toàn bộ sổ)
cli-account-by = Tên tài khoản của người mở
cli-erase = Xóa vĩnh viễn câu chữ của một đối tượng
cli-erase-what = Xóa gì: task (nhiệm vụ), document (văn bản), session (phiên làm việc), unit (đơn vị), account (tài khoản)
cli-erase-id = Mã số in trong lệnh show; nhiệm vụ: cả mã như 2026-0012; văn bản: cả số, ký hiệu như 118/TB-UBND; phiên làm việc: cả ngày; đơn vị, tài khoản: cả tên, nếu chỉ có một
cli-erase-by = Tên tài khoản
cli-erase-because = Lý do
cli-demo-data = Thư mục của sổ dùng thử, phải chưa có sổ (mặc định: một thư mục tạm mới)
cli-demo = Lập một sổ dùng thử từ các văn bản mẫu rồi in nhiệm vụ
cli-help = Xem trợ giúp
cli-version = Xem phiên bản
cli-usage = Cách dùng:
cli-commands = Lệnh
cli-arguments = Đối số
cli-options = Tùy chọn
cli-placeholder-options = TÙY CHỌN
cli-placeholder-command = LỆNH
value-file = TỆP
value-folder = THƯ MỤC
value-name = TÊN
value-instant = THỜI ĐIỂM
value-url = ĐỊA CHỈ
value-words = LÝ DO
value-head = SỐ:MÃ BĂM
value-what = MỤC
value-id = MÃ
value-number = SỐ
value-format = DẠNG
value-verb = VIỆC
value-account = TÊN MỚI
usage-unknown-argument = Không có tùy chọn “{ $argument }”.
usage-unknown-command = Không có lệnh “{ $argument }”.
usage-missing = Còn thiếu: { $argument }.
usage-invalid-value = Giá trị “{ $value }” của { $argument } không hợp lệ. { $wanted }
usage-wanted = Có thể dùng: { $values }.
usage-other = Lệnh chưa đúng.
usage-hint = Xem “{ $command } --help”.

## Trang
device-both = { $browser } trên { $system }
device-other = Thiết bị khác
denied-not-signed-in = Chưa đăng nhập, hoặc phiên đã hết. Hãy đăng nhập lại; việc đang gõ vẫn được giữ trong trình duyệt này.
denied-password-too-long = Mật khẩu mới dài quá { $longest } byte. Hãy dùng mật khẩu ngắn hơn.
denied-password-too-short = Mật khẩu mới phải từ { $shortest } ký tự trở lên.
denied-too-many-tries = Đã thử quá nhiều lần. Hãy chờ { $seconds } giây rồi thử lại.
denied-wrong-code = Mã không đúng, đã dùng rồi hoặc đã quá 24 giờ. Hãy kiểm tra lại mã và tên tài khoản, hoặc xin người quản trị mã mới.
denied-wrong-password-before = Mật khẩu hiện tại không đúng.
denied-wrong-name-or-password = Tên tài khoản hoặc mật khẩu không đúng. Hãy thử lại; nếu quên mật khẩu, xin người quản trị mã dùng một lần.
not-found-unit-here = Không có đơn vị này trong sổ, hoặc anh/chị không được xem.
not-found-register-here = Chưa có sổ ở đây. Hãy lập sổ bằng mã dùng một lần in trên màn hình máy chủ.
error-again =
    { $noun ->
        [task] Mở lại nhiệm vụ { $id }
        [document] Mở lại văn bản
        [session] Mở lại phiên làm việc
        [account] Về trang Tài khoản
       *[other] Mở lại trang trước
    }
error-broken = Phần mềm gặp lỗi và chưa làm được việc này. Hãy thử lại; nếu vẫn vậy, báo người quản trị.
error-foreign-form = Biểu mẫu này được gửi từ một trang khác nên không được nhận. Hãy mở trang của sổ và gửi lại từ đó.
error-kept = Nội dung đã gõ vẫn còn đây
error-no-page = Không có trang ở địa chỉ này. Hãy trở về sổ theo dõi.
error-title-forbidden = Không có quyền
error-title-signed-out = Chưa đăng nhập
error-title-not-found = Không tìm thấy
error-title-refused = Chưa làm được
error-title-unavailable = Tạm thời chưa dùng được
error-open-known = Mở văn bản đã có trong sổ
error-to-documents = Về trang Văn bản
error-to-register = Về sổ theo dõi
error-too-long = Nội dung gửi lên dài quá { $longest } nên không được nhận. Hãy chia nhỏ rồi gửi lại.
error-too-slow = Nội dung gửi lên không đến kịp nên không được nhận. Hãy gửi lại.
error-wrong-method = Địa chỉ này không nhận yêu cầu theo cách ấy. Hãy trở về sổ theo dõi.
choose-ending = — chọn cách xử lý —
choose-other = — chọn —
choose-role = — chọn quyền —
choose-unit = — chọn đơn vị —
filter-all-units = Mọi đơn vị
filter-clear = Bỏ lọc
filter-do = Lọc
filter-due-from = Hạn từ ngày
filter-due-until = đến ngày
filter-more = Lọc thêm
filter-state = Tình trạng
filter-state-all = tất cả
filter-state-awaiting = chờ xác nhận
filter-state-completed = đã hoàn thành
filter-state-due-soon = sắp đến hạn
filter-state-open = chưa hoàn thành
filter-state-overdue = quá hạn
filter-state-terminated = đã chấm dứt
filter-subtree = cả đơn vị trực thuộc
filter-text = Tìm theo mã hoặc câu chữ nhiệm vụ (không cần dấu)
filter-unit = Đơn vị chủ trì
form-account-name = Tên tài khoản
form-code = Mã dùng một lần
form-day-how = ngày/tháng/năm
field-done-on = Ngày hoàn thành
field-ending = Hình thức xử lý
form-free = (không bắt buộc)
form-task-correct-deadline = Thời hạn mới
form-document-amend-draft-deadline = Thời hạn mới
form-new-password = Mật khẩu mới (từ 8 ký tự)
form-task-correct-words = Nội dung mới
form-document-amend-draft-words = Nội dung mới
form-password = Mật khẩu
form-password-before = Mật khẩu hiện tại
form-task-report-progress-words = Tiến độ
form-task-confirm-words = Ý kiến
form-task-report-done-words = Kết quả
form-account-grant-note = Quyền có hiệu lực với đơn vị này và mọi đơn vị trực thuộc.
field-role = Quyền
field-unit = Đơn vị
page-accounts = Tài khoản
page-acts = Xử lý
page-acts-none = Nhiệm vụ đã kết thúc, không còn việc phải làm.
page-amended = Đã sửa
page-assigned-on = Ngày giao
page-assigned-to = giao cho
page-below = trực thuộc
page-close-session = Đăng xuất thiết bị này
page-close-sessions = Đăng xuất khỏi mọi thiết bị
page-code = Cấp mã đăng nhập
page-code-how = Mã này chỉ hiện một lần, dùng được một lần trong 24 giờ. Người nhận mở trang “Đăng nhập lần đầu / đặt lại mật khẩu”, gõ mã, tên tài khoản và tự đặt mật khẩu.
page-code-of = Mã dùng một lần của tài khoản
page-comes-confirmation = Cấp giao xác nhận hoàn thành hoặc trả lại
page-comes-report = Đơn vị chủ trì báo cáo kết quả
page-conclusion = Kết luận số
page-conclusion-short = KL
page-document-another = Đây là văn bản khác, vẫn tiếp nhận
page-document-known = Văn bản đã có trong sổ; đây là văn bản ấy.
page-document-taken = Đã tiếp nhận: những câu đủ rõ đã thành nhiệm vụ, những nội dung chờ xử lý nằm bên dưới.
page-document-send = Tiếp nhận văn bản
page-document-send-how = Tệp .txt mã hóa UTF-8, tối đa 100 MB. Văn bản có dấu chỉ độ mật không được nhận.
page-document-send-do = Tiếp nhận
page-documents = Văn bản
page-documents-none = Chưa có văn bản nào. Chọn tệp ở trên rồi bấm “Tiếp nhận”.
page-documents-none-read = Chưa có văn bản nào.
page-due = hạn
page-due-today = Hạn hôm nay
page-ended-on = Ngày kết thúc
page-entry = bản ghi số { $n }
page-facts = Thông tin
page-filter = Lọc sổ
page-find = Tìm theo mã hoặc câu chữ nhiệm vụ (không cần dấu)
page-find-how = Mã hoặc câu chữ nhiệm vụ
page-first = Đăng nhập lần đầu / đặt lại mật khẩu
page-first-do = Đặt mật khẩu và đăng nhập
page-first-how = Mã cho tài khoản đầu tiên được in trên màn hình máy chủ khi khởi động; mã cho các tài khoản khác do người quản trị cấp. Khi sổ chưa được lập, tên gõ ở đây là tên tài khoản đầu tiên của sổ.
page-issued = Ban hành
page-received = Tiếp nhận
page-in-register = Xem trong sổ
page-keys-help = Phím tắt: j, k chuyển dòng; Enter mở; / tìm; ? hiện hoặc ẩn bảng này.
page-done-late = chậm { $days } ngày
page-late-days = Quá hạn { $days } ngày
page-late-from = quá hạn từ
page-late-since = Quá hạn từ ngày này
page-lead-and-others = Chủ trì, phối hợp
page-left-days = Còn { $days } ngày
page-line = Diễn biến
page-live-lost = Mất kết nối với máy chủ, số liệu có thể đã cũ. Đang nối lại…
page-live-newer = Có thay đổi mới. Trang chờ anh/chị gõ xong, hoặc tải lại ngay.
page-me = Tài khoản của tôi
page-my-roles = Quyền của tôi
page-my-sessions = Thiết bị đang đăng nhập
page-n-conclusions = { $n } kết luận
page-n-open = { $n } chờ xử lý
page-nav = Trang chính
page-next = Trang sau
page-no-role = Chưa có quyền nào.
page-open = Chờ xử lý
page-open-what = Các nội dung chỉ đạo chưa giao được, cần xử lý
page-on-day = ngày
page-opened = đăng nhập
page-other-language = English
page-other-tag = en
page-coordinated = Nhiệm vụ phối hợp
page-coordinated-none = Không có nhiệm vụ phối hợp nào chưa hoàn thành.
page-password = Mật khẩu
page-password-change = Đổi mật khẩu
page-password-changed = Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất.
page-periodic = Định kỳ
page-read-document = Đọc cả văn bản
page-seen = dùng gần nhất
page-sentence = Câu
page-session = Phiên làm việc
page-sessions = Phiên làm việc
page-sessions-none = Chưa có phiên làm việc nào trong sổ.
page-sign-in = Đăng nhập
page-sign-out = Đăng xuất
page-silent-days = Chưa có báo cáo { $days } ngày
page-skip = Đến nội dung chính
page-source-words = Câu trong văn bản nguồn
page-standing = Thường xuyên
page-task = Nhiệm vụ
page-tasks = Sổ theo dõi
page-tasks-none = Chưa có nhiệm vụ nào. Tiếp nhận văn bản để có nhiệm vụ đầu tiên.
page-tasks-none-filtered = Không có nhiệm vụ nào khớp bộ lọc. Hãy bớt điều kiện hoặc chọn “tất cả”.
page-tasks-of-document = Nhiệm vụ từ văn bản này
page-tasks-of-session = Nhiệm vụ từ phiên này
page-tasks-title = Sổ theo dõi nhiệm vụ
page-text = Văn bản
page-text-gone = Tệp không còn được giữ.
page-this-session = đang dùng
page-today = Hôm nay
page-undated = Chưa ấn định thời hạn
page-undated-words = Thời hạn chưa xác định ngày
page-units = Đơn vị
page-units-below = Đơn vị trực thuộc
page-units-none = Chưa có đơn vị nào thuộc phạm vi của anh/chị.
page-owed-all = Hiển thị { $n }/{ $total }
page-owed-in-register = Xem tất cả trong sổ
page-watched = Nhiệm vụ đang theo dõi, đôn đốc
page-watched-none = Không có nhiệm vụ nào của đơn vị trực thuộc cần theo dõi, đôn đốc.
page-led = Nhiệm vụ chủ trì
page-led-none = Không có nhiệm vụ chủ trì nào chưa hoàn thành.
page-withdraw = Thu hồi
page-with = phối hợp:
page-written = Đã ghi vào sổ, bản ghi số
why-not-already-received = Đã tiếp nhận rồi.
why-not-already-reported = Đã báo cáo hoàn thành, đang chờ xác nhận.
why-not-ended = Nhiệm vụ đã kết thúc.
why-not-no-role = Tài khoản không có quyền này.
why-not-not-reported = Đơn vị chủ trì chưa báo cáo hoàn thành.
why-not-reporter = Người báo cáo không tự xác nhận.
event-task-assigned = Giao nhiệm vụ
event-task-received = Đơn vị tiếp nhận
event-task-progress-reported = Báo cáo tiến độ
event-task-done-reported = Báo cáo hoàn thành
event-task-confirmed = Xác nhận hoàn thành
event-task-sent-back = Trả lại
event-task-corrected = Đính chính
event-task-terminated = Chấm dứt
role-clerk = Văn thư theo dõi
role-unit-officer = Cán bộ đơn vị
role-leader = Lãnh đạo đơn vị
role-inspector = Kiểm tra
role-administrator = Quản trị
serve-listening = Đang phục vụ tại { $address } (dừng: Ctrl-C).
serve-first-code = Chưa tài khoản nào đăng nhập được. Mở { $address }/first và dùng mã một lần: { $code }
serve-cannot-listen = Không mở được { $address }: { $cause }. Hãy chọn địa chỉ khác bằng --listen.
account-code = Mã dùng một lần của “{ $name }”, trong 24 giờ: { $code }
demo-sign-in = Đăng nhập: tên “{ $name }”, mật khẩu “{ $password }”.
cli-serve = Phục vụ sổ qua trình duyệt và API cho nhiều người cùng lúc
cli-serve-listen = Địa chỉ và cổng để phục vụ (mặc định: 127.0.0.1:8080)
cli-demo-listen = Địa chỉ và cổng để phục vụ (mặc định: 127.0.0.1:8080; nếu cổng bận thì chọn cổng trống)
cli-demo-once = Chỉ lập sổ dùng thử và in nhiệm vụ, không phục vụ
value-address = ĐỊA CHỈ:CỔNG

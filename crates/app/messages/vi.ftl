# Câu chữ của Bám Sát. Mỗi khóa có một câu ở đây và một câu trong en.ftl.

## Việc có thể làm
act-register-found = Lập sổ
act-account-open = Mở tài khoản
act-unit-found = Đưa đơn vị vào sổ
act-document-receive = Tiếp nhận văn bản
act-session-hold = Ghi nhận phiên làm việc
act-session-record-conclusion = Ghi kết luận
act-session-end-conclusion = Kết thúc kết luận
act-task-assign = Giao nhiệm vụ
act-erasure-order = Xóa vĩnh viễn câu chữ

## Vì sao không làm được
refusal-stream-exists = Mã { $stream } đã được dùng. Hãy lấy một mã mới.
refusal-stream-unknown = Không có đối tượng nào mang mã { $stream } phù hợp với việc này.
refusal-stale = Đã có người thay đổi trong lúc anh/chị xem (đang xem bản { $seen }, hiện là bản { $current }). Hãy xem lại rồi làm tiếp.
refusal-key-reused = Khóa gửi { $key } đã dùng cho một yêu cầu khác. Hãy dùng khóa mới.
refusal-document-known = Tệp này đã có trong sổ.
refusal-document-number-known = Văn bản số { $number }{ $issued_on ->
        [null] { "" }
       *[other] { " " }ngày { $issued_on }
    }{ $issuer ->
        [null] { "" }
       *[other] { " " }của { $issuer }
    } đã có trong sổ, tiếp nhận ngày { $received_on }. Nếu đây là văn bản khác, thêm --another.
refusal-document-alike = Văn bản không số “{ $title }”{ $held_on ->
        [null] { "" }
       *[other] , họp ngày { $held_on },
    } đã có trong sổ, tiếp nhận ngày { $received_on }. Nếu đây là văn bản khác, thêm --another.
refusal-register-founded = Sổ đã được lập rồi.
refusal-unit-unknown = Không có đơn vị mang mã { $unit } trong sổ.
refusal-document-unknown = Không có văn bản mang mã { $document } trong sổ.
refusal-session-unknown = Không có phiên làm việc mang mã { $session } trong sổ.
refusal-conclusion-unknown = Phiên làm việc không có kết luận số { $n }.
refusal-conclusion-number-taken = Kết luận số { $n } đã được ghi.
refusal-conclusion-ended = Kết luận số { $n } đã kết thúc, không giao nhiệm vụ từ kết luận này được nữa.
refusal-conclusion-not-ended-as-tasks = Kết luận số { $n } còn để ngỏ. Hãy kết thúc kết luận ấy thành nhiệm vụ trước khi giao.
refusal-words-missing = Mục “{ $field }” còn trống. Hãy điền nội dung.
refusal-words-too-long = Mục “{ $field }” dài { $length } byte, quá mức { $longest } byte. Hãy rút gọn.
refusal-lead-coordinates = Một đơn vị không thể vừa chủ trì vừa phối hợp cùng một nhiệm vụ.
refusal-unit-own-parent = Một đơn vị không thể trực thuộc chính mình.
refusal-day-in-future = Ngày { $day } chưa đến, chưa thể ghi là đã diễn ra.
refusal-nothing-to-erase = Không có câu chữ nào để xóa.
refusal-span-reversed = Vị trí trong văn bản không hợp lệ: kết thúc ({ $end }) đứng trước bắt đầu ({ $start }).
refusal-command-unreadable = Không hiểu yêu cầu: { $because }
refusal-batch-too-long = Một lần chỉ nhận tối đa { $longest } việc, lần này có { $n_commands }. Hãy chia nhỏ.
refusal-classified = Văn bản có dấu chỉ độ mật: theo dõi ngoài sổ. Không một chữ nào của văn bản được lưu lại.
refusal-file-empty = Tệp rỗng. Hãy kiểm tra lại tệp gửi lên.
refusal-file-too-long = Tệp dài { $length_bytes } byte, quá mức { $longest_bytes } byte. Hãy tách tệp.
refusal-file-not-text = Tệp không phải văn bản thuần (UTF-8). Bản này chưa đọc DOCX, PDF; hãy lưu thành tệp .txt rồi gửi lại.
refusal-nothing-found = Không tìm thấy phiên làm việc, số hiệu văn bản hay câu chỉ đạo nào trong tệp, nên không có gì để ghi vào sổ.
refusal-rehearsal-differs =
    { $is_rehearsal ->
        [true] Đây là sổ diễn tập, không nhận việc thật. Hãy dùng một thư mục dữ liệu khác.
       *[false] Đây là sổ thật, không nhận việc diễn tập. Hãy bỏ tùy chọn --rehearsal.
    }

## Không được phép, không có, không lưu được
forbidden-account-unknown = Sổ không có tài khoản “{ $name }”. Các tài khoản hiện có: { $known }.
not-found-register = Chưa có sổ ở đây ({ $place }). Lần tiếp nhận đầu tiên với --accept sẽ lập sổ.
not-found-object =
    { $noun ->
        [task] Không có nhiệm vụ “{ $id }” trong sổ.
        [document] Không có văn bản “{ $id }” trong sổ.
        [session] Không có phiên làm việc “{ $id }” trong sổ.
       *[other] Không có “{ $id }” trong sổ.
    }
not-found-file = Không mở được tệp { $path }: { $cause }
store-unavailable = Chưa dùng được cơ sở dữ liệu. Việc chưa được xác nhận; hãy thử lại với cùng yêu cầu.
store-conflict = Có người khác ghi cùng lúc. Hãy thử lại.
store-corrupt = Dữ liệu trong sổ không còn nguyên vẹn. Hãy chạy “bamsat check” và báo người quản trị.
store-other = Lỗi lưu trữ.
store-cause = Chi tiết: { $cause }

## Vì sao còn để ngỏ
reason-no-lead = chưa rõ đơn vị chủ trì
reason-collective-lead = giao chung cho “{ $name }”: cần nêu từng đơn vị
reason-person-lead = giao cho cá nhân “{ $name }”: cần nêu đơn vị
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
word-chair = Chủ trì
word-code = Mã
word-conclusion = Kết luận
word-coordinating = Phối hợp
word-deadline = Thời hạn
word-document = Văn bản
word-ending = Kết thúc
word-file = Tệp
word-found-on = Vào sổ
word-guests = Làm việc với
word-held-on = Ngày họp
word-host = Cơ quan họp
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
word-received-on = Ngày nhận
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
comparator-eq = { "" }
comparator-gt = trên
comparator-ge = từ
comparator-lt = dưới
comparator-le = không quá
comparator-approx = khoảng
note-inherited-lead = chủ trì lấy theo câu trước
note-assumed-base = gốc so sánh suy ra
note-assumed-year = năm suy ra từ ngày văn bản
outcome-tasks = nhiệm vụ
outcome-guidance = định hướng
outcome-open = để ngỏ
ending-tasks = thành nhiệm vụ
ending-answer = trả lời kiến nghị
ending-assessment = đánh giá
ending-guidance = định hướng
ending-no-task = không phát sinh nhiệm vụ
ending-open = còn để ngỏ
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
state-late = quá hạn { $days } ngày
state-undated = chưa có thời hạn, { $days } ngày chưa có thông tin
deadline-periodic = định kỳ
deadline-standing = thường xuyên
deadline-unset = chưa có
erased = (đã xóa)
place-bytes = byte { $start }–{ $end }
unnamed-root = Đơn vị quản lý sổ (chưa đặt tên)

## Đọc và tiếp nhận
read-heading = { $name }: { $title }
read-session = Phiên làm việc ngày { $held_on }, { $mode }. Cơ quan họp: { $host }. Làm việc với: { $guests }. Chủ trì: { $chair }.
read-document = { $kind } số { $number }, ngày { $issued_on }, { $issuer }.
read-people = Cán bộ được nêu tên ({ $n })
read-units = Đơn vị ({ $n })
read-citations = Văn bản viện dẫn ({ $n })
read-observations = Số liệu ({ $n })
read-limitations = Hạn chế ({ $n })
read-directives = Câu chỉ đạo ({ $n })
read-notes = Ghi chú của bộ đọc ({ $n })
read-doubts = Điểm cần người xem ({ $n })
read-nothing = Không tìm thấy gì trong tệp.
none = không nêu
class-task = nhiệm vụ
class-exhortation = định hướng
intake-known = { $name }: tệp đã có trong sổ, tiếp nhận ngày { $received_on } ({ $title }). Không ghi gì thêm.
directive-counts = { $n } câu chỉ đạo: { $n_as_tasks } thành nhiệm vụ ({ $n_tasks } nhiệm vụ), { $n_guidance } định hướng, { $n_open } để ngỏ{ $n_partly_open ->
        [0] { "" }
       *[other] { " " }(trong đó { $n_partly_open } câu đã giao một phần)
    }
intake-proposal = Đề xuất từ { $name }: { $n_drafts } câu chỉ đạo, { $n_units } đơn vị liên quan ({ $n_new } đơn vị mới).
intake-found = Bộ đọc còn thấy: { $n_observations } số liệu, { $n_limitations } hạn chế, { $n_citations } văn bản viện dẫn, { $n_people } cán bộ. Những mục này ở lại cùng văn bản, chưa vào sổ.
intake-not-accepted = Chưa ghi gì vào sổ. Thêm --accept --by "TÊN" để tiếp nhận các mục đã rõ.
intake-accepted = Đã ghi vào sổ: { $n_units } đơn vị mới, { $n_sessions } phiên làm việc, { $n_conclusions } kết luận ({ $n_guidance } định hướng), { $n_tasks } nhiệm vụ. Mục { $first } đến { $last } của sổ.
intake-left = Còn để ngỏ { $n } điểm:
intake-left-line = Câu { $n }: { $reason }
intake-left-none = Không còn điểm nào để ngỏ.
intake-founded-note = Đơn vị mới được xếp cấp theo tên gọi, đặt ngay dưới gốc, chưa có ngày thành lập: cần người xem lại.
head-line = Đầu sổ: { $head }

## Xem
show-none = Chưa có mục nào.
show-count = { $n } mục.
task-source-conclusion = KL { $n }, họp { $held_on }
task-source-spoken = giao bằng lời, không có văn bản

## Kiểm tra
check-clean = Sổ nguyên vẹn: { $n_entries } mục, { $n_streams } đối tượng, { $n_rows } dòng, { $n_texts } câu chữ ({ $n_erased } đã xóa), { $n_files } tệp.
check-broken = Sổ KHÔNG nguyên vẹn: { $n } chỗ sai. Chỗ đầu tiên: { $first }
check-more = … và { $n } chỗ nữa
check-rebuilt = Đã dựng lại { $n_rows } dòng từ sổ gốc.
check-head-unreadable = Đầu sổ phải có dạng VỊ-TRÍ:MÃ-BĂM, ví dụ 57:3f9a… (64 chữ số).
spot-entry = mục số { $position }
spot-sealed = câu chữ của mục số { $position }
spot-receipt = biên nhận của mục số { $position }
spot-known-file = dấu nhận biết tệp của mục số { $position }
spot-unscoured = việc xóa dở dang của mục số { $position }
spot-head = đầu sổ đã lưu
spot-migration = bước nâng cấp { $key }
spot-row = bảng { $table }, dòng { $key }
spot-file = tệp { $key }
fault-missing = thiếu
fault-extra = thừa
fault-altered = đã bị sửa
fault-unreadable = không đọc được
fault-hash-differs = nội dung khác mã băm
fault-previous-differs = không nối với mục trước
fault-column-differs = cột { $column } bị sửa
fault-batch-broken = đợt ghi không trọn vẹn
fault-cannot-follow = không thể nối tiếp mục trước của cùng đối tượng
fault-not-founded = sổ không bắt đầu bằng mục lập sổ
fault-receipt-differs = không khớp với mục đã ghi
fault-seal-differs = không khớp với dấu niêm
fault-erased-without-order = mất mà không có lệnh xóa
fault-not-erased = đã có lệnh xóa mà vẫn còn
fault-not-as-expected = khác với đầu sổ đã in

## Xóa
erase-done = Đã xóa vĩnh viễn { $n } câu chữ. Sổ vẫn nguyên vẹn; chỗ ấy nay ghi “đã xóa”.
erase-remains = Cùng câu chữ này còn ở: { $where }. Hãy xóa cả những nơi đó nếu cần.
erase-backups = Bản sao lưu đã có từ trước vẫn còn câu chữ này; hãy xử lý bản sao lưu theo quy định của cơ quan.

## Diễn thử
demo-account = Văn phòng
demo-root = Tỉnh Sơn Khê
word-open = Để ngỏ
demo-place = Sổ diễn thử ở { $place } (tự lập, xóa lúc nào cũng được).
demo-read = Đọc { $n } văn bản mẫu của một tỉnh không có thật:
demo-line = { $name }: { $n_observations } số liệu, { $n_citations } viện dẫn, { $n_limitations } hạn chế, { $n_directives } câu chỉ đạo → { $n_tasks } nhiệm vụ, { $n_guidance } định hướng, { $n_open } để ngỏ
demo-tasks = Nhiệm vụ trong sổ:
demo-next = Thử tiếp: { $command }

## Lời giúp của dòng lệnh
cli = Sổ theo dõi, đôn đốc thực hiện kết luận: từ văn bản đến nhiệm vụ, trong một sổ tự chứng minh được.
cli-lang = Ngôn ngữ: vi (mặc định) hoặc en; có thể đặt bằng biến BAMSAT_LANG
cli-read = Đọc văn bản, in những gì tìm thấy; không lưu gì
cli-read-files = Tệp văn bản (UTF-8)
cli-read-format = json: mỗi văn bản một dòng; table: bảng cho người đọc (mặc định khi in ra màn hình)
cli-intake = Tiếp nhận văn bản: đề xuất, và với --accept thì ghi vào sổ
cli-intake-files = Tệp văn bản (UTF-8)
cli-intake-accept = Ghi vào sổ những mục đã rõ
cli-intake-by = Tên tài khoản người tiếp nhận
cli-intake-json = In kết quả dạng JSON, mỗi văn bản một dòng
cli-data = Thư mục dữ liệu (mặc định: bamsat-data; biến BAMSAT_DATA)
cli-database = Địa chỉ PostgreSQL (postgres://...); bỏ trống thì dùng SQLite trong thư mục dữ liệu (biến BAMSAT_DATABASE)
cli-rehearsal = Diễn tập: dùng thời điểm cho sẵn (ví dụ 2026-03-31T09:00:00Z) và mã tính trước được
cli-show = Xem sổ
cli-show-what = Xem gì: tasks, task, sessions, conclusions, documents, units
cli-show-id = Mã của đối tượng (với task)
cli-show-json = In dạng JSON
cli-check = Kiểm tra sổ có nguyên vẹn không
cli-check-rebuild = Dựng lại các bảng dẫn xuất từ sổ gốc
cli-check-head = Đầu sổ đã in trước đây (vị trí:mã băm)
cli-check-json = In dạng JSON
cli-act = Nhận việc từ đầu vào, mỗi dòng một yêu cầu JSON, trả lời từng dòng
cli-act-by = Tên tài khoản
cli-act-writers = Số yêu cầu được gửi cùng lúc (mặc định 1, nhiều nhất 1024)
cli-erase = Xóa vĩnh viễn câu chữ của một đối tượng
cli-erase-what = Xóa gì: task, document, session, unit, account
cli-erase-id = Mã của đối tượng
cli-erase-by = Tên tài khoản
cli-erase-because = Lý do
cli-demo-data = Thư mục của sổ diễn thử (mặc định: một thư mục tạm mới)
cli-demo = Lập một sổ diễn thử từ các văn bản mẫu rồi in nhiệm vụ
cli-help = Xem lời giúp
cli-version = Xem phiên bản
cli-usage = Cách dùng:
cli-commands = Lệnh
cli-arguments = Đối số
cli-options = Tùy chọn
usage-unknown-argument = Không có tùy chọn “{ $argument }”.
usage-unknown-command = Không có lệnh “{ $argument }”.
usage-missing = Còn thiếu: { $argument }.
usage-invalid-value = Giá trị “{ $value }” của { $argument } không hợp lệ. { $wanted }
usage-wanted = Có thể dùng: { $values }.
usage-other = Lệnh chưa đúng.
usage-hint = Xem “bamsat --help”.

"""Names, agencies and kinds of document that the generated notices are made of."""

PROVINCES = """Hà Giang|Cao Bằng|Bắc Kạn|Tuyên Quang|Lào Cai|Điện Biên|Lai Châu|Sơn La|Yên Bái|Hòa Bình|Thái Nguyên
Lạng Sơn|Quảng Ninh|Bắc Giang|Phú Thọ|Vĩnh Phúc|Bắc Ninh|Hải Dương|Hưng Yên|Thái Bình|Hà Nam|Nam Định|Ninh Bình
Thanh Hóa|Nghệ An|Hà Tĩnh|Quảng Bình|Quảng Trị|Quảng Nam|Quảng Ngãi|Bình Định|Phú Yên|Khánh Hòa|Ninh Thuận
Bình Thuận|Kon Tum|Gia Lai|Đắk Lắk|Đắk Nông|Lâm Đồng|Bình Phước|Tây Ninh|Bình Dương|Đồng Nai|Long An|Tiền Giang
Bến Tre|Trà Vinh|Vĩnh Long|Đồng Tháp|An Giang|Kiên Giang|Hậu Giang|Sóc Trăng|Bạc Liêu|Cà Mau""".replace("\n", "|").split("|")

DISTRICT_HEADS = "An Bình Cẩm Châu Đông Đức Hải Hoàng Hưng Kim Lạc Mỹ Nam Nghĩa Phú Phong Quỳnh Sơn Tân Thanh Thạch Tiên Vân Việt Yên".split()
DISTRICT_TAILS = "Châu Dương Đồn Giang Hà Hòa Khê Liêu Lộc Lưu Mai Phả Phong Quang Sơn Thành Thủy Trà Trung Xuyên".split()

FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lương Cao Tạ Hà Lâm Chu".split()
MIDDLES = "Văn Thị Quốc Xuân Đức Hữu Minh Ngọc Thanh Quang Công Đình Hồng Thu Bá Trọng Anh Mạnh Duy Kim".split()
GIVEN = """Hưng Khánh Dũng Hùng Lan Hương Tuấn Thắng Long Hải Nam Hà Thủy Bình Sơn Vinh Phúc Nga Tâm Đạt Hòa Quân Trung
Nghĩa Huyền Yến Cường Chiến Thịnh Tú Linh Trang Phương Việt Quyết Toàn Hiếu Lộc Khôi Kiên""".split()

# Kinds by their code: the name that is printed.
KINDS = {
    "TB": "Thông báo", "CT": "Chỉ thị", "KL": "Kết luận", "NQ": "Nghị quyết", "KH": "Kế hoạch", "HD": "Hướng dẫn",
    "QĐ": "Quyết định", "CĐ": "Công điện", "CTr": "Chương trình", "TTr": "Tờ trình", "BC": "Báo cáo", "NĐ": "Nghị định",
}

# Who issues: name, body in the number, kinds, whether of the Party, how often. {P} is a province, {D} a district.
ISSUERS = [
    ("Tỉnh ủy {P}", "TU", "TB TB TB KL CT NQ KH HD QĐ CTr BC".split(), True, 30),
    ("Huyện ủy {D}", "HU", "TB TB KL CT NQ KH QĐ BC".split(), True, 12),
    ("Ủy ban nhân dân tỉnh {P}", "UBND", "QĐ QĐ KH TB CT BC TTr CĐ".split(), False, 26),
    ("Hội đồng nhân dân tỉnh {P}", "HĐND", "NQ NQ BC TB".split(), False, 6),
    ("Ủy ban nhân dân huyện {D}", "UBND", "QĐ TB KH BC".split(), False, 14),
    ("Ban Chỉ đạo phòng chống thiên tai tỉnh {P}", "BCĐ", "TB KH CĐ".split(), False, 4),
    ("Văn phòng Chính phủ", "VPCP", "TB TB CĐ".split(), False, 4),
    ("Bộ Y tế", "BYT", "QĐ TB KH CĐ".split(), False, 2),
    ("Bộ Nông nghiệp và Môi trường", "BNNMT", "QĐ TB KH CT".split(), False, 2),
]

# What is cited from above the province: kind, body, name in the genitive, highest number, whether of the Party, how often.
CENTRAL = [
    ("NQ", "CP", "Chính phủ", 200, False, 6), ("NĐ", "CP", "Chính phủ", 180, False, 5),
    ("CT", "TTg", "Thủ tướng Chính phủ", 60, False, 5), ("QĐ", "TTg", "Thủ tướng Chính phủ", 2400, False, 4),
    ("CĐ", "TTg", "Thủ tướng Chính phủ", 1700, False, 3), ("TB", "VPCP", "Văn phòng Chính phủ", 600, False, 3),
    ("QĐ", "BYT", "Bộ Y tế", 6000, False, 2), ("KL", "TW", "Bộ Chính trị", 130, True, 5),
    ("CT", "TW", "Ban Bí thư", 60, True, 5), ("NQ", "TW", "Ban Chấp hành Trung ương Đảng", 60, True, 3),
    ("HD", "BTCTW", "Ban Tổ chức Trung ương", 60, True, 2),
]

# The same from inside the province.
LOCAL = [
    ("CT", "TU", "Ban Thường vụ Tỉnh ủy", 60, True, 6), ("KL", "TU", "Ban Thường vụ Tỉnh ủy", 900, True, 5),
    ("NQ", "TU", "Ban Chấp hành Đảng bộ tỉnh", 60, True, 4), ("TB", "TU", "Thường trực Tỉnh ủy", 1200, True, 4),
    ("KH", "TU", "Ban Thường vụ Tỉnh ủy", 300, True, 2), ("QĐ", "UBND", "UBND tỉnh", 4200, False, 6),
    ("KH", "UBND", "UBND tỉnh", 400, False, 3), ("NQ", "HĐND", "HĐND tỉnh", 420, False, 4),
    ("BC", "UBND", "UBND tỉnh", 500, False, 1), ("TTr", "UBND", "UBND tỉnh", 300, False, 1),
]

AGENCIES = """Sở Y tế|Sở Tài chính|Sở Xây dựng|Sở Nội vụ|Sở Tư pháp|Sở Công Thương|Sở Giáo dục và Đào tạo|Sở Khoa học và Công nghệ
Sở Nông nghiệp và Môi trường|Sở Văn hóa, Thể thao và Du lịch|Sở Kế hoạch và Đầu tư|Sở Tài nguyên và Môi trường|Sở Giao thông vận tải
Sở Thông tin và Truyền thông|Sở Lao động - Thương binh và Xã hội|Công an tỉnh|Bộ Chỉ huy Quân sự tỉnh|Bộ Chỉ huy Bộ đội Biên phòng tỉnh
Thanh tra tỉnh|Văn phòng UBND tỉnh|Văn phòng Tỉnh ủy|Ban Tổ chức Tỉnh ủy|Ban Tuyên giáo Tỉnh ủy|Ban Dân vận Tỉnh ủy|Ban Nội chính Tỉnh ủy
Ủy ban Kiểm tra Tỉnh ủy|Ủy ban Mặt trận Tổ quốc tỉnh|Ban cán sự đảng UBND tỉnh|Đảng đoàn HĐND tỉnh|Liên đoàn Lao động tỉnh|Hội Nông dân tỉnh
Hội Liên hiệp Phụ nữ tỉnh|Tỉnh Đoàn|Hội Cựu chiến binh tỉnh|Kho bạc Nhà nước tỉnh|Cục Thuế tỉnh|Cục Thống kê tỉnh|Cục Hải quan tỉnh
Bảo hiểm xã hội tỉnh|Ngân hàng Nhà nước chi nhánh tỉnh|Đài Phát thanh và Truyền hình tỉnh|Ban Quản lý các khu công nghiệp tỉnh
Tòa án nhân dân tỉnh|Viện Kiểm sát nhân dân tỉnh|Ban Chỉ huy phòng thủ dân sự tỉnh""".replace("\n", "|").split("|")

RECIPIENTS = """Thường trực Tỉnh ủy (để báo cáo)|Thường trực HĐND tỉnh|Chủ tịch, các Phó Chủ tịch UBND tỉnh|Văn phòng Trung ương Đảng (để báo cáo)
Văn phòng Chính phủ (để báo cáo)|Các đồng chí Ủy viên Ban Thường vụ|Các sở, ban, ngành|Các huyện, thị, thành ủy và đảng ủy trực thuộc
UBND các huyện, thị xã, thành phố|Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội|Đoàn đại biểu Quốc hội tỉnh|Cổng thông tin điện tử
Các cơ quan tham mưu, giúp việc|Như trên""".replace("\n", "|").split("|")

SUBJECT_LEADS = """về công tác|về việc|về tình hình|về việc triển khai|về tăng cường|về tiếp tục thực hiện|về kế hoạch|về một số nhiệm vụ
về kết quả|về chủ trương|về phương án""".replace("\n", "|").split("|")

OPENINGS = """Sau khi nghe báo cáo về {phrase} và ý kiến thảo luận, {issuer} thống nhất:
Qua xem xét báo cáo của {agency} về {phrase}, {issuer} kết luận như sau:
Trong thời gian qua, {phrase} đã đạt những kết quả bước đầu; tuy nhiên vẫn còn hạn chế cần được khắc phục.
Để kịp thời chỉ đạo {phrase}, {issuer} yêu cầu các cơ quan, đơn vị, địa phương thực hiện các nội dung sau:
Ngày {date}, {issuer} tổ chức hội nghị nghe báo cáo về {phrase}.""".split("\n")

ORDERS = """Giao {agency} chủ trì, phối hợp với {other} {phrase};|Yêu cầu {agency} {phrase};|{agency} có trách nhiệm {phrase};
Đề nghị {agency} chỉ đạo, hướng dẫn {phrase};|Giao {agency} tham mưu, đề xuất {phrase};|{agency}, {other} theo dõi, đôn đốc {phrase};""".replace("\n", "|").split("|")

DEADLINES = "hoàn thành trước ngày {date}.|báo cáo kết quả trước ngày {date}.|xong trong tháng {month}.|thời hạn chậm nhất ngày {date}.".split("|")

CLOSINGS = """{kind} này được phổ biến đến các cơ quan, đơn vị để tổ chức thực hiện.
Quá trình thực hiện nếu có khó khăn, vướng mắc, báo cáo {issuer} xem xét, quyết định.
Giao Văn phòng theo dõi, đôn đốc, báo cáo kết quả thực hiện {kind} này.""".split("\n")

# What a scanner makes of letters.
MISREADINGS = [pair.split(">") for pair in """nh>rửi nh>ứi nh>mh tr>ừ tr>ữ in>m m>in h>li n>ri ư>ir ơ>o ô>ò ã>ă ế>é ề>è ộ>ô ị>i ỉ>i ụ>u
ả>à ạ>a ấ>á ầ>à ậ>ạ ổ>ồ ồ>ổ ủ>ú ứ>ú ừ>ù ự>ụ đ>d c>e e>c g>q t>l l>t i>l u>ii a>ạ o>ọ v>y y>v p>ph s>x k>lc""".split()]

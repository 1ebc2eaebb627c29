"""Tables in the manner of offices, each with the honours that it says."""

Facts = tuple[str, str, str, str, str]
"""Name, kind, role, place and award of an honour."""

CASES: dict[str, tuple[list[list[str]], list[Facts]]] = {
    "a name in two columns, and two crosses for one person": (
        [
            ["STT", "Họ và tên", "", "Chức vụ", "Hình thức khen thưởng", ""],
            ["STT", "", "", "Chức vụ", "Lao động tiên tiến", "Giấy khen"],
            ["1", "Lê Văn", "Mẫu", "Kế toán", "x", "x"],
        ],
        [
            ("Lê Văn Mẫu", "person", "Kế toán", "", "Lao động tiên tiến"),
            ("Lê Văn Mẫu", "person", "Kế toán", "", "Giấy khen"),
        ],
    ),
    "units in headings, and the same again": (
        [
            ["TT", "Họ tên", "Chức vụ", "Được khen"],
            ["a)", "Cơ quan Mẫu (02 đồng chí)", "", ""],
            ["1", "BS.CKII. Lê Mẫu", "Trưởng khoa", "Danh hiệu “Thầy thuốc Ưu tú”"],
            ["2", "QNCN Lò Thử", "Lái xe", "-nt-"],
        ],
        [
            ("Lê Mẫu", "person", "Trưởng khoa, Cơ quan Mẫu", "", "Thầy thuốc Ưu tú"),
            ("Lò Thử", "person", "Lái xe, Cơ quan Mẫu", "", "Thầy thuốc Ưu tú"),
        ],
    ),
    "everything in the cell of the name": (
        [
            ["TT", "Tập thể, cá nhân", "Mức thưởng"],
            ["A", "TẬP THỂ", ""],
            ["1", "Công đoàn cơ sở Mẫu", ""],
            ["B", "CÁ NHÂN", ""],
            ["I", "Tặng Bằng khen cho 01 cá nhân:", ""],
            ["1", "Đồng chí Lê Mẫu, Chủ tịch, Công ty Mẫu;", ""],
            ["2", "Chị Lò Thử - Công nhân, Công ty Mẫu.", ""],
        ],
        [
            ("Công đoàn cơ sở Mẫu", "collective", "", "", ""),
            ("Lê Mẫu", "person", "Chủ tịch, Công ty Mẫu", "", "Bằng khen"),
            ("Lò Thử", "person", "Công nhân, Công ty Mẫu", "", "Bằng khen"),
        ],
    ),
    "awards in appendix titles, and each in a table of its own": (
        [
            ["Các đơn vị được tặng Cờ thi đua của UBND tỉnh năm 2022"],
            ["STT", "Tên đơn vị", "Đơn vị dẫn đầu"],
            ["1", "Sở Mẫu", "Khối các sở"],
            ["Ấn định danh sách có 01 đơn vị"],
            ["CÁ NHÂN ĐƯỢC TẶNG DANH HIỆU “CHIẾN SĨ THI ĐUA CẤP TỈNH”"],
            ["STT", "Họ và tên", "Chức vụ"],
            ["", "TS. Lê Mẫu", "Giám đốc"],
        ],
        [
            ("Sở Mẫu", "collective", "", "", "Cờ thi đua của UBND tỉnh"),
            ("Lê Mẫu", "person", "Giám đốc", "", "CHIẾN SĨ THI ĐUA CẤP TỈNH"),
        ],
    ),
    "every honour has a number, so what has none is a heading": (
        [
            ["TT", "Họ tên, chức vụ/ Tên tập thể", "Ký nhận"],
            ["A. GIẤY KHEN (03 cá nhân)", "", ""],
            ["", "Trường Tiểu học Mẫu", ""],
            ["1", "Bà Lò Thử, Hiệu trưởng", "x"],
            ["2", "Ông Lê Mẫu, Giáo viên", "x"],
            ["", "Huyện Chợ Đồn", ""],
            ["3", "Ông Vũ Mẫu, Kế toán", "x"],
            ["", "Khối các sở", ""],
            ["4", "Ông Hà Mẫu, Kế toán", "x"],
        ],
        [
            ("Lò Thử", "person", "Hiệu trưởng, Trường Tiểu học Mẫu", "", "GIẤY KHEN"),
            ("Lê Mẫu", "person", "Giáo viên, Trường Tiểu học Mẫu", "", "GIẤY KHEN"),
            ("Vũ Mẫu", "person", "Kế toán, Trường Tiểu học Mẫu", "Huyện Chợ Đồn", "GIẤY KHEN"),
            ("Hà Mẫu", "person", "Kế toán, Trường Tiểu học Mẫu", "", "GIẤY KHEN"),
        ],
    ),
    "two awards of one row, kinds in headings, and no unit from a heading that is none": (
        [
            ["TT", "Tên tập thể, cá nhân, hộ", "Nội dung", "", "Lớp"],
            ["TT", "Tên tập thể, cá nhân, hộ", "Danh hiệu thi đua", "Hình thức khen thưởng", "Lớp"],
            ["I. Cán bộ công đoàn", "", "", "", ""],
            ["1", "Bà Lò Thử", "Lao động tiên tiến", "Giấy khen", ""],
            ["II. HỘ NÔNG DÂN", "", "", "", ""],
            ["2", "Hộ ông Lê Mẫu", "", "Giấy khen", ""],
            ["III. Học sinh", "", "", "", ""],
            ["3", "Em Vũ Mẫu", "", "Giấy khen", "12A1"],
        ],
        [
            ("Lò Thử", "person", "", "", "Lao động tiên tiến"),
            ("Lò Thử", "person", "", "", "Giấy khen"),
            ("Lê Mẫu", "household", "", "", "Giấy khen"),
            ("Vũ Mẫu", "person", "Lớp 12A1", "", "Giấy khen"),
        ],
    ),
    "headings of one style stand beside one another, whatever they say": (
        [
            ["STT", "Mã NV", "Họ và tên", "Chức danh"],
            ["A", "Danh hiệu “Chiến sĩ tiên tiến”: 03 đồng chí", "", ""],
            ["I", "Xưởng May Mẫu", "", ""],
            ["1", "M1", "Lò Thử", "Thợ"],
            ["II", "Bộ phận lẻ", "", ""],
            ["2", "M2", "Lê Mẫu", "Thợ"],
            ["III", "Tập thể", "", ""],
            ["3", "", "Đại đội Mẫu", ""],
            ["B", "BẢN VĂN HÓA", "", ""],
            ["1", "Cá nhân", "", ""],
            ["4", "M4", "Vũ Mẫu", ""],
        ],
        [
            ("Lò Thử", "person", "Thợ, Xưởng May Mẫu", "", "Chiến sĩ tiên tiến"),
            ("Lê Mẫu", "person", "Thợ, Bộ phận lẻ", "", "Chiến sĩ tiên tiến"),
            ("Đại đội Mẫu", "collective", "", "", "Chiến sĩ tiên tiến"),
            ("Vũ Mẫu", "person", "", "", "BẢN VĂN HÓA"),
        ],
    ),
    "a place within the district of its heading, and behind the name of a body": (
        [
            ["TT", "Tên tập thể, hộ gia đình", "Địa chỉ", "Điểm"],
            ["I. Huyện Chợ Đồn", "", "", ""],
            ["1", "Hộ bà Lò Thử", "Bản Một, xã Hai", "98,5"],
            ["2", "Hội Mẫu xã Ba", "Thị xã Bốn", "97"],
            ["3", "Chi hội Phụ nữ, xã Năm", "", "96"],
            ["4", "Thôn Sáu, xã Bảy", "", "96"],
        ],
        [
            ("Lò Thử", "household", "", "Bản Một, xã Hai, Huyện Chợ Đồn", ""),
            ("Hội Mẫu xã Ba", "collective", "", "Thị xã Bốn", ""),
            ("Chi hội Phụ nữ", "collective", "", "xã Năm, Huyện Chợ Đồn", ""),
            ("Thôn Sáu, xã Bảy", "collective", "", "Huyện Chợ Đồn", ""),
        ],
    ),
    "village and commune in columns, the district in a heading": (
        [
            ["TT", "Chủ hộ", "Xã", "Bản", "Số nhân khẩu"],
            ["I. Huyện Mường Mẫu", "", "", "", ""],
            ["1", "Lò Văn Mẫu", "Nậm Thử", "Bản Huổi", "5"],
        ],
        [("Lò Văn Mẫu", "household", "", "Bản Huổi, Nậm Thử, Huyện Mường Mẫu", "")],
    ),
    "a number and what several are is a heading; a body may stand in another": (
        [
            ["TT", "Tập thể, cá nhân"],
            ["1", "Cán bộ, chiến sĩ"],
            ["1", "Đ/c Lê Mẫu, Đội trưởng"],
            ["2", "Quần chúng nhân dân"],
            ["1", "Ông Lò Thử, Trưởng thôn"],
            ["2", "Chi cục Thủy lợi, Sở Mẫu"],
            ["Mường Mẫu, ngày 24 tháng 5 năm 2024", ""],
        ],
        [
            ("Lê Mẫu", "person", "Đội trưởng", "", ""),
            ("Lò Thử", "person", "Trưởng thôn", "", ""),
            ("Chi cục Thủy lợi", "collective", "Sở Mẫu", "", ""),
        ],
    ),
    "what stands behind the numbers is a name where nothing else is": (
        [
            ["I. Danh hiệu “Nông dân giỏi”"],
            ["STT", "Tổ chức đảng", "Đảng bộ trực thuộc"],
            ["1", "Chi bộ Mẫu", "Đảng bộ Sở Mẫu"],
            ["2", "Chi bộ Thử", "-nt-"],
        ],
        [
            ("Chi bộ Mẫu", "collective", "Đảng bộ Sở Mẫu", "", "Nông dân giỏi"),
            ("Chi bộ Thử", "collective", "Đảng bộ Sở Mẫu", "", "Nông dân giỏi"),
        ],
    ),
    "awards as heads of one row, and an award with an “and” in it": (
        [
            ["Tặng Giấy khen của Sở Văn hóa và Du lịch cho các tập thể"],
            ["TT", "Tên tập thể", "Tập thể lao động tiên tiến"],
            ["1", "Khoa Mẫu", "x"],
            ["2", "Khoa Thử", ""],
        ],
        [
            ("Khoa Mẫu", "collective", "", "", "Tập thể lao động tiên tiến"),
            ("Khoa Thử", "collective", "", "", "Giấy khen của Sở Văn hóa và Du lịch"),
        ],
    ),
    "a village below its commune": (
        [
            ["STT", "Chủ hộ", "Thôn, bản, tổ dân phố"],
            ["1. Xã Mẫu: 01 hộ", "", ""],
            ["1", "Hộ ông Lê Mẫu", "Thôn Hai"],
        ],
        [("Lê Mẫu", "household", "", "Thôn Hai, Xã Mẫu", "")],
    ),
    "numbers typed before the names": (
        [["Họ và tên"], ["1. Lê Mẫu"], ["2. Bằng Văn Thử"], ["Bằng Mẫu"], ["Huyện Mẫu"]],
        [
            ("Lê Mẫu", "person", "", "", ""),
            ("Bằng Văn Thử", "person", "", "", ""),
            ("Bằng Mẫu", "person", "", "", ""),
            ("Huyện Mẫu", "collective", "", "", ""),
        ],
    ),
    "a head in two rows, and a row that numbers the columns": (
        [
            ["TT", "Họ và tên", "Năm sinh", "", "Chức vụ", "Danh hiệu"],
            ["TT", "Họ và tên", "Nam", "Nữ", "Chức vụ", "Danh hiệu"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["1", "Lê Mẫu", "1980", "", "Kế toán", "Lao động tiên tiến"],
        ],
        [("Lê Mẫu", "person", "Kế toán", "", "Lao động tiên tiến")],
    ),
    "crosses below the awards": (
        [
            ["TT", "Họ và tên", "Chức vụ, đơn vị", "Danh hiệu, hình thức khen thưởng", ""],
            ["TT", "Họ và tên", "Chức vụ, đơn vị", "Lao động\ntiên tiến", "Giấy khen"],
            ["I", "Văn phòng Mẫu", "", "", ""],
            ["1", "Lê Mẫu", "Kế toán", "x", ""],
            ["2", "Lò Thử", "Lái xe", "", "X"],
        ],
        [
            ("Lê Mẫu", "person", "Kế toán, Văn phòng Mẫu", "", "Lao động tiên tiến"),
            ("Lò Thử", "person", "Lái xe, Văn phòng Mẫu", "", "Giấy khen"),
        ],
    ),
    "persons and others in one column": (
        [
            ["Số TT", "Tên đơn vị/Họ và tên", "Chức vụ", "Hình thức khen", "Mức thưởng (đồng)"],
            ["1", "Sở Mẫu", "", "Bằng khen", "1.000.000"],
            ["2", "Đ/c Lê Mẫu", "Kế toán", "Bằng khen", ""],
            ["3", "Bàn Văn Thử", "Trưởng thôn", "Giấy khen", ""],
            ["4", "Hộ bà Lò Thử", "", "Giấy khen", ""],
        ],
        [
            ("Sở Mẫu", "collective", "", "", "Bằng khen"),
            ("Lê Mẫu", "person", "Kế toán", "", "Bằng khen"),
            ("Bàn Văn Thử", "person", "Trưởng thôn", "", "Giấy khen"),
            ("Lò Thử", "household", "", "", "Giấy khen"),
        ],
    ),
    "name, post and unit in one cell": (
        [
            ["TT", "Tên tập thể; họ và tên cá nhân, chức vụ", "Hình thức khen thưởng"],
            ["A", "TẬP THỂ: 1", ""],
            ["1.", "Ban Chỉ huy Quân sự xã Mẫu", "Bằng khen"],
            ["B", "CÁ NHÂN: 1", ""],
            ["1.", "Bà Lê Mẫu, Chủ tịch Hội, xã Mẫu", "Bằng khen"],
        ],
        [
            ("Ban Chỉ huy Quân sự xã Mẫu", "collective", "", "", "Bằng khen"),
            ("Lê Mẫu", "person", "Chủ tịch Hội, xã Mẫu", "", "Bằng khen"),
        ],
    ),
    "tables of different heads, their award above them": (
        [
            ["I. Danh hiệu “Tập thể Lao động xuất sắc”: 1 tập thể"],
            ["TT", "Tên đơn vị", "Địa chỉ"],
            ["1", "Khoa Mẫu", "Xã Thử"],
            ["II. Tặng Giấy khen: 1 cá nhân"],
            ["TT", "Ông (bà)", "Thành phần", "Nơi cư trú"],
            ["1", "Ông Lê Mẫu", "Nông dân", "Xã Thử"],
        ],
        [
            ("Khoa Mẫu", "collective", "", "Xã Thử", "Tập thể Lao động xuất sắc"),
            ("Lê Mẫu", "person", "Nông dân", "Xã Thử", "Giấy khen"),
        ],
    ),
    "sums, and the foot of the page": (
        [
            ["STT", "Họ và tên", "Đơn vị công tác"],
            ["Huyện Mẫu (1)", "", ""],
            ["1", "Thiếu tá Lê Mẫu", "Công an huyện"],
            ["", "Cộng Huyện Mẫu: 1 người", ""],
            ["TỔNG CỘNG: 1", "", ""],
            ["NGƯỜI LẬP BIỂU", "", "TM. ỦY BAN NHÂN DÂN"],
            ["", "Trần Thị Lập", "Lê Ký"],
        ],
        [("Lê Mẫu", "person", "Công an huyện", "Huyện Mẫu", "")],
    ),
    "two columns of places": (
        [
            ["TT", "Xã, thị trấn", "Tên hộ gia đình/khu dân cư", "Địa chỉ (thôn, bản)"],
            ["01", "Xã Mẫu", "Gia đình ông Lê Thử", "Thôn Một"],
            ["02", "Xã Mẫu", "Thôn Hai", ""],
        ],
        [
            ("Lê Thử", "household", "", "Thôn Một, Xã Mẫu", ""),
            ("Thôn Hai", "collective", "", "Xã Mẫu", ""),
        ],
    ),
}

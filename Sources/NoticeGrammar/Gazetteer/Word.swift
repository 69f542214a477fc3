import NoticeText

/// The words that rules name, numbered: comparing a token with one is comparing two small integers.
///
/// A case is spelled as the word it stands for, so that a rule reads as the language does.
enum Word: UInt16, CaseIterable, Sendable {
  case none
  // Dates and terms.
  case ngày, tháng, năm, quý, giờ, từ, đến, hết, trước, sau, trong, giai, đoạn, đầu, giữa, cuối, nay
  case vòng, thời, hạn, làm, việc, chậm, muộn, nhất, vào, là, kể, hằng, hàng, tuần, định, kỳ, không, quá
  case nhiệm, cùng, giêng, hai, ba, bốn, tư, sáu, bảy, tám, chín, mười, một, chạp, tới, mỗi, lúc
  // Documents that are named.
  case số, khoản, điểm, điều, mục, chương, phần, của, và, ban, hành, kèm, theo, tại, văn, bản, luật, bộ, hoặc
  case pháp, lệnh, hiến, các, `do`, căn, cứ, xét, đề, nghị, thực, hiện, triển, khai, quán, triệt, thi
  case thống, bãi, hủy, bỏ, thay, thế, sửa, đổi, bổ, sung, được, hiệu, lực, quyết, đã, dự, án, thảo, qua
  // Orders.
  case giao, yêu, cầu, chỉ, đạo, đôn, đốc, phân, công, ủy, quyền, chủ, trì, phối, hợp, với, chặt, chẽ
  case báo, cáo, tham, mưu, trình, gửi, thông, hoàn, thành, xong, phải, như, có, quan, trách, tổ, chức
  case nộp, tiếp, tục, khẩn, trương, hướng, dẫn, đối, cần, ý, kiến, tập, trung, kết, luận, lãnh, yếu, hệ
  // Parts of the page.
  case nơi, nhận, lưu, kính, v, về, điện, hòa, độc, lập, đảng, sản, việt, nam, thừa, mặt, kiêm, ký, bởi
  case đồng, chí, ông, bà, trưởng, phó, ngành, đơn, vị, cơ, sở, phòng, để, biết, nếu, khi, cho, trên, cả
  case cộng, xã, hội, nghĩa, tự, hạnh, phúc, thuộc, trực, ra, còn, tuy, nhiên, sẽ, này, đó, nêu, bao, gồm
  // Levels of government.
  case tỉnh, huyện, phường, quận, thị, trấn, đặc, khu, cấp, ương, quốc, gia, thôn, phố, tp, khóa, lần, thứ
  case chống, nửa, vực, phút, hồi, bí, thư, sự, nước, phụ, tiểu, địa, nhân, dân, họp, liên, tịch, mời, đốn,
    tế, tt, mật, cục, mọi, mình, họ
  // What a document does with another one.
  case bằng, bị, áp, dụng, thôi, ngừng, chấp, học, xem, cụm, mẫu, biểu
  // What opens a text.
  case dịp, nhằm, đáp, vừa
  // A name's first letter.
  case y
  // Groups of bodies.
  case thể, ngang, đoàn, phê, bình

  /// The word itself.
  var spelling: String { "\(self)" }
}

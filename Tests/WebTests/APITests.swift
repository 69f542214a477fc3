#if Web
import Testing
@testable import ThongbaoWeb
#endif

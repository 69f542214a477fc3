#if Web
  import Synchronization

  /// Counts of what was answered, and how long it took.
  ///
  /// - Source: Prometheus text format 0.0.4.
  final class WebMetrics: Sendable {
    private struct Series: Hashable {
      var route: String
      var status: Int
    }

    private struct State {
      var counts: [Series: Int] = [:]
      /// Answers that took no longer than each bound; the last has all.
      var buckets = [Int](repeating: 0, count: WebMetrics.bounds.count + 1)
      var seconds = 0.0
      var sent = 0
    }

    private let state = Mutex(State())
    private let underWay = Atomic<Int>(0)
    /// In seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// Counts a request in.
    ///
    /// - Returns: Whether there is room for it; if not, nothing is counted.
    func begin(most: Int) -> Bool {
      if underWay.add(1, ordering: .relaxed).newValue <= most { return true }
      underWay.subtract(1, ordering: .relaxed)
      return false
    }

    func end() { underWay.subtract(1, ordering: .relaxed) }

    func count(route: String, status: Int, bytes: Int, time: Duration) {
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
      state.withLock { state in
        state.counts[Series(route: route, status: status), default: 0] += 1
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.buckets[bucket] += 1
        state.seconds += seconds
        state.sent += bytes
      }
    }

    /// - Parameter gauges: What is so now: name, what it is, value.
    func text(gauges: [(name: String, help: String, value: Int)]) -> String {
      let state = state.withLock { $0 }
      var out = "# HELP thongbao_requests_total Requests answered.\n# TYPE thongbao_requests_total counter\n"
      for (series, count) in state.counts.sorted(by: {
        ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status)
      }) {
        out += "thongbao_requests_total{route=\"\(series.route)\",status=\"\(series.status)\"} \(count)\n"
      }
      out += "# HELP thongbao_request_seconds Time to answer.\n# TYPE thongbao_request_seconds histogram\n"
      var sum = 0
      for (bucket, count) in state.buckets.enumerated() {
        sum += count
        let bound = bucket < Self.bounds.count ? "\(Self.bounds[bucket])" : "+Inf"
        out += "thongbao_request_seconds_bucket{le=\"\(bound)\"} \(sum)\n"
      }
      out += "thongbao_request_seconds_sum \(state.seconds)\nthongbao_request_seconds_count \(sum)\n"
      out += "# HELP thongbao_sent_bytes_total Bytes of answers.\n# TYPE thongbao_sent_bytes_total counter\n"
      out += "thongbao_sent_bytes_total \(state.sent)\n"
      let now = [
        ("thongbao_requests_under_way", "Requests being answered.", underWay.load(ordering: .relaxed))
      ]
      for (name, help, value) in now + gauges {
        out += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
      }
      return out
    }
  }
#endif

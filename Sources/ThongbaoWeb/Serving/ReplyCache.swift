#if Web
  import Synchronization

  /// Answers to questions about one commit, which cannot change: the newest few, bounded in bytes.
  final class ReplyCache: Sendable {
    private struct State {
      var replies: [String: Reply] = [:]
      /// In the order they came; the first goes first.
      var order: [String] = []
      var first = 0
      var bytes = 0
    }

    private let state = Mutex(State())
    private static let mostBytes = 16_000_000
    private static let longestReply = 200_000

    subscript(key: String) -> Reply? { state.withLock { $0.replies[key] } }

    func keep(_ reply: Reply, for key: String) {
      let size = reply.body.count + 2 * key.utf8.count + 200
      guard reply.status == 200, size <= Self.longestReply else { return }
      state.withLock { state in
        guard state.replies.updateValue(reply, forKey: key) == nil else { return }
        state.order.append(key)
        state.bytes += size
        // Ends: each turn takes one away.
        while state.bytes > Self.mostBytes, state.first < state.order.count {
          let oldest = state.order[state.first]
          if let gone = state.replies.removeValue(forKey: oldest) {
            state.bytes -= gone.body.count + 2 * oldest.utf8.count + 200
          }
          state.first += 1
        }
        if state.first > 1024 {
          state.order.removeFirst(state.first)
          state.first = 0
        }
      }
    }
  }
#endif

import Glibc
import Synchronization

/// Lets only so many at once through, whoever they are; first come, first served.
package final class ProgramGate: Sendable {
  /// For programs that take a core each: one for every core, in the whole process.
  package static let shared = ProgramGate(places: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  package let places: Int

  private struct State {
    var free: Int
    var next = 0
    var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []
  }
  private let state: Mutex<State>

  package init(places: Int) {
    precondition(places > 0, "a gate without places lets nobody through")
    self.places = places
    state = Mutex(State(free: places))
  }

  /// Waits for a place, does `work` and gives the place back.
  ///
  /// - Throws: What `work` throws; `cancelled` if the task is cancelled while it waits.
  package func pass<Result: Sendable>(
    _ work: () async throws(InputError) -> Result
  ) async throws(InputError) -> Result {
    guard await enter() else { throw .cancelled }
    defer { leave() }
    return try await work()
  }

  private func enter() async -> Bool {
    let ticket = state.withLock { state in
      state.next += 1
      return state.next
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let entered: Bool? = state.withLock { state in
          // Under the lock: whoever cancels later finds it waiting.
          if Task.isCancelled { return false }
          if state.free > 0 {
            state.free -= 1
            return true
          }
          state.waiting.append((ticket, continuation))
          return nil
        }
        if let entered { continuation.resume(returning: entered) }
      }
    } onCancel: {
      let continuation = state.withLock { state in
        state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0).continuation }
      }
      continuation?.resume(returning: false)
    }
  }

  private func leave() {
    let next = state.withLock { state in
      if !state.waiting.isEmpty { return Optional(state.waiting.removeFirst().continuation) }
      state.free += 1
      return nil
    }
    next?.resume(returning: true)
  }
}

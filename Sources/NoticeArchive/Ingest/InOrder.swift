/// Works on several things at once and hands the results over in the order of the things.
///
/// - Parameters:
///   - jobs: How many are under way at the same time. 1: everything happens here, one after the other.
///   - next: Gives the next thing; `nil` at the end. Called by one task, as `deliver` is.
///   - work: Runs beside others.
///   - deliver: Called in the order of the things.
/// - Throws: What `next` or `deliver` throws, once what is under way is finished; nothing more is started then.
func inOrder<Thing: Sendable, Output: Sendable, Failure: Error>(
  jobs: Int, next: () throws(Failure) -> Thing?, work: @escaping @Sendable (Thing) -> Output,
  deliver: (Output) throws(Failure) -> Void
) async throws(Failure) {
  if jobs <= 1 {
    while let thing = try next() { try deliver(work(thing)) }
    return
  }
  var failure: Failure?
  await withTaskGroup(of: (number: Int, output: Output).self) { group in
    var started = 0
    var finished = 0
    var delivered = 0
    var waiting: [Int: Output] = [:]  // finished, but not yet their turn
    do throws(Failure) {
      while true {
        // A slow one may hold up a few that are finished, not all the rest.
        while started - finished < jobs, started - delivered < 4 * jobs, let thing = try next() {
          let number = started
          group.addTask { (number, work(thing)) }
          started += 1
        }
        guard let result = await group.next() else { break }
        finished += 1
        waiting[result.number] = result.output
        while let output = waiting.removeValue(forKey: delivered) {
          try deliver(output)
          delivered += 1
        }
      }
    } catch {
      failure = error
    }
  }
  if let failure { throw failure }
}

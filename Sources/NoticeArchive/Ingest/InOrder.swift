/// Works on several things at once and hands the results over in the order of the things.
///
/// - Parameters:
///   - jobs: How many are under way at the same time. 1: everything happens here, one after the other.
///   - sizeInFlight: How much of them, by their sizes; a thing larger than that goes alone.
///   - next: Gives the next thing and its size, if that is at most `room` or nothing else is under way (`alone`);
///     `nil` at the end. Called by one task, as `deliver` is.
///   - work: Runs beside others; cancelled once something failed.
///   - deliver: Called in the order of the things.
/// - Throws: What `next` or `deliver` throws, once what is under way is finished or given up.
func inOrder<Thing: Sendable, Output: Sendable, Failure: Error>(
  jobs: Int, sizeInFlight: Int = .max,
  next: (_ room: Int, _ alone: Bool) throws(Failure) -> (thing: Thing, size: Int)?,
  work: @escaping @Sendable (Thing) async -> Output, deliver: (Output) throws(Failure) -> Void
) async throws(Failure) {
  if jobs <= 1 {
    while let (thing, _) = try next(sizeInFlight, true) { try deliver(await work(thing)) }
    return
  }
  var failure: Failure?
  await withTaskGroup(of: (number: Int, size: Int, output: Output).self) { group in
    var started = 0
    var finished = 0
    var delivered = 0
    var size = 0
    var waiting: [Int: (size: Int, output: Output)] = [:]  // finished, but not yet their turn
    do throws(Failure) {
      while true {
        // A slow one may hold up a few that are finished, not all the rest.
        while started - finished < jobs, started - delivered < 4 * jobs, size < sizeInFlight,
          let (thing, thingSize) = try next(sizeInFlight - size, size == 0)
        {
          let number = started
          group.addTask { (number, thingSize, await work(thing)) }
          started += 1
          size += thingSize
        }
        guard let result = await group.next() else { break }
        finished += 1
        waiting[result.number] = (result.size, result.output)
        while let turn = waiting.removeValue(forKey: delivered) {
          try deliver(turn.output)
          delivered += 1
          size -= turn.size
        }
      }
    } catch {
      failure = error
      group.cancelAll()
    }
  }
  if let failure { throw failure }
}

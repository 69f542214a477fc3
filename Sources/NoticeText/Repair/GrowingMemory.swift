/// An array of plain values for inner loops: no reference count, no check of bounds. Its owner frees it.
struct GrowingMemory<Element: BitwiseCopyable> {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 64) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// - Precondition: There is one.
  @inline(__always)
  var last: Element { self[count - 1] }

  /// Nothing may be done with it after this.
  func free() { base.deallocate() }

  @inline(__always)
  subscript(_ index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "no element \(index) of \(count)")
      return base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count, "no element \(index) of \(count)")
      base[index] = newValue
    }
    nonmutating _modify {
      assert(index >= 0 && index < count, "no element \(index) of \(count)")
      yield &base[index]
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    appendReserved(element)
  }

  /// Appends what `reserve` made room for.
  @inline(__always)
  mutating func appendReserved(_ element: Element) {
    assert(count < capacity, "no room beyond \(capacity)")
    (base + count).initialize(to: element)
    count &+= 1
  }

  /// Makes room for `more` elements.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: count &+ more) }
  }

  mutating func removeAll() { count = 0 }

  mutating func refill(with value: Element, count: Int) {
    self.count = 0
    reserve(count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  @inline(never)
  private mutating func grow(to least: Int) {
    let larger = max(least, capacity * 2, 64)
    let new = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    new.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, capacity) = (new, larger)
  }
}

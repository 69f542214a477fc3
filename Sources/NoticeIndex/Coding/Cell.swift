/// A variable of a class that hot loops read and write.
///
/// The runtime checks every access to a class's variable for overlap with another one, which costs more than most of
/// the work here. What a cell holds is not checked; its owner is used by one thread at a time and frees it.
@frozen @usableFromInline package struct Cell<Value> {
  @usableFromInline let pointer: UnsafeMutablePointer<Value>

  @inlinable @inline(__always)
  package init(_ value: Value) {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: value)
  }

  @inlinable @inline(__always)
  package var value: Value {
    get { pointer.pointee }
    nonmutating _modify { yield &pointer.pointee }
  }

  /// Frees the value; the cell is not used again.
  @inlinable
  package func free() {
    pointer.deinitialize(count: 1)
    pointer.deallocate()
  }
}

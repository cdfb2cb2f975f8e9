/** A thread came to its end, or could not do its work: all of it is to be done again, without threads. */
export class ThreadFailed extends Error {
  override readonly name = 'ThreadFailed';
}

/** End of a run, or of a step of one, ended. */
type End =
  /** All that was to do is done. */
  | 'done'
  /** Another run committed meanwhile, and nothing of this plan is written: it has to be made again. */
  | 'lost'
  /** There is no state to go on from, or too much is other than it says: everything has to be read again. */
  | 'rebuild'
  /** `site.yaml` is another: everything has to be made anew by it, and is as it should be by the one before. */
  | 'other site'
  /** Time ran short: what is left, the next run goes on with. */
  | 'short'
  /** It can't be done now, since other runs are at work: a later sweep tries again. */
  | 'later'
  /** There is no `site.yaml` to go by. */
  | 'no site';

/** The ends that a step may have, such as `RunResult<'done' | 'lost'>`. */
export type RunResult<Possible extends End> = Possible;

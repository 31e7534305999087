// One line of the doctor's.

/** What was looked at, how it is, and what mends it. */
export interface Finding {
  readonly name: string;
  /** `note`: works, but something is worth knowing. `wrong`: runs will fail. */
  readonly state: 'fine' | 'note' | 'wrong';
  readonly what: string;
  readonly remedy?: string;
}

// What came of the files that the reader chose last: it is shown wherever the set `own` is, in any lesson.
import type { ReadPictures } from './read-pictures.ts';

let result = $state.raw<ReadPictures | undefined>();

export const lastReading = {
  get result(): ReadPictures | undefined {
    return result;
  },
  set result(read: ReadPictures | undefined) {
    result = read;
  },
};

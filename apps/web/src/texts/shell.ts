// Every word of the frame around the lessons: bars, overview, notices. A lesson's own words are in its own file.

export const texts = {
  course: 'Neural Networks 101',
  skip: 'Skip to the lesson',
  loading: 'Loading the lesson …',
  copy: { offer: 'Copy', copied: 'Copied', failed: 'Could not copy' },
} as const;

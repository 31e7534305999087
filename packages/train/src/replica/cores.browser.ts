// How many threads this page can run at once; browsers may say fewer than there are.

export const cores = (): number => navigator.hardwareConcurrency || 1;

// Loaded before each test file, which may share a process with others: this runs again for each, what it imports once.
import './typed-arrays.ts';

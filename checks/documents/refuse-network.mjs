// Loaded before a documentation example: an example must run without a network, so connecting anywhere but to this
// machine is an error that says so.
import { Socket } from 'node:net';

const connect = Socket.prototype.connect;

Socket.prototype.connect = function (...args) {
  const [first] = args.flat();
  const host = typeof first === 'object' ? (first?.host ?? first?.path) : first;
  if (host !== '127.0.0.1' && host !== 'localhost') {
    throw new Error(`A documentation example must not use the network, but connects to ${host}.`);
  }
  return connect.apply(this, args);
};

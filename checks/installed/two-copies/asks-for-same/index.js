// A dependency that brings the same version of tfjs-core under another name: two copies of one version.
export { version_core } from 'tfjs-core-once-more';

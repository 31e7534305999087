// The shape of a pooling of volumes, NDHWC, as the host lays it out in memory: 32-bit integers in this order
// (src/kernels/pooling/volume-pool-shape.ts writes it).

@unmanaged
export class VolumeShape {
  batch: i32;
  inDepth: i32;
  inHeight: i32;
  inWidth: i32;
  channels: i32;
  outDepth: i32;
  outHeight: i32;
  outWidth: i32;
  filterDepth: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideDepth: i32;
  strideHeight: i32;
  strideWidth: i32;
  padFront: i32;
  padTop: i32;
  padLeft: i32;
}

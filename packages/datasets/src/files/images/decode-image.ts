// Image files to pixels, by the platform where it can: browsers and workers decode what they display. Node decodes no
// images by itself, and needs other packages for it: ../../decoder/index.ts.
import { DatasetError, reasonOf } from '../../error.ts';
import { imageKind } from './image-kind.ts';

/** Pixels of one image. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 red green blue, 4 red green blue and alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  /** `height * width * channels` numbers 0..255, row by row, channels last. */
  readonly data: ArrayLike<number>;
}

/** Turns the bytes of an image file into pixels. What it throws is told with the file's path. */
export type DecodeImage = (
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
) => DecodedImage | Promise<DecodedImage>;

/**
 * Decodes with `createImageBitmap`: PNG, JPEG and what else the browser displays, turned as its EXIF data say, and
 * without colour management, so that every browser gives the same pixels.
 *
 * @throws DatasetError `UNSUPPORTED` where there is none, as in Node.
 */
export const decodeImage: DecodeImage = async (bytes, path) => {
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    throw new DatasetError(
      'UNSUPPORTED',
      'This platform decodes no images by itself. Give a decoder as the option decode: decodeImage of @nn101/datasets/decoder.',
    );
  }
  try {
    const options: ImageBitmapOptions = {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
      imageOrientation: 'from-image',
    };
    const bitmap = await createImageBitmap(new Blob([bytes]), options);
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('the browser has no canvas left');
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
  } catch (cause) {
    const kind = imageKind(bytes) ?? 'of no known kind';
    throw new DatasetError(
      'PARSE_IMAGE',
      `${path} cannot be decoded: it is ${kind}, and this browser does not display it (${reasonOf(cause)}).`,
      { cause },
    );
  }
};

// Decodes image files with the browser, which can decode what it can display. Node has no such decoder: use
// ../../decoder/index.ts.
import { DatasetError, reasonOf } from '../../error.ts';
import { imageKind } from './image-kind.ts';

/** Pixels of one image. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** 1: grey; 2: grey and alpha; 3: red, green, blue; 4: red, green, blue, alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  /** `height * width * channels` numbers 0..255 in row-major order, channels last. */
  readonly data: ArrayLike<number>;
}

/** Decodes the bytes of an image file. Errors are reported with the path of the file. */
export type DecodeImage = (
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
) => DecodedImage | Promise<DecodedImage>;

/**
 * Decodes with `createImageBitmap`: PNG, JPEG and everything else the browser can display. The EXIF orientation is
 * applied, colour management is not, so that all browsers return the same pixels.
 *
 * @throws DatasetError `UNSUPPORTED` if the platform has no decoder, as Node.
 */
export const decodeImage: DecodeImage = async (bytes, path) => {
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    throw new DatasetError(
      'UNSUPPORTED',
      'This platform has no image decoder. Pass one as the option decode: decodeImage of @nn101/datasets/decoder.',
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

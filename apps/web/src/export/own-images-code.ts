// The lines of a Python program that read the reader's own images as the page does: one folder for each class, each image
// cropped to its middle square, made small, grey or in colour, white where it is transparent. For keras-code.ts and
// pytorch-code.ts.
import { classesOf, type Experiment } from './experiment.ts';

/** Text as a Python string. */
export const pythonText = (text: string): string => JSON.stringify(text);

/** What the program imports for it, besides its framework. */
export const ownImagesImports = `from pathlib import Path

from PIL import Image, ImageOps`;

/** Names for the constants and functions: `FOLDER`, `CLASSES`, `load`, `is_image`. */
export function ownImagesHead(experiment: Experiment): string {
  const [height, width, channels] = experiment.inputShape;
  const { classNames = Array.from({ length: classesOf(experiment) }, (_, i) => `class ${i}`) } = experiment;
  return `# The folder that you gave to the page: it has one folder of images for each class.
FOLDER = Path("images")
CLASSES = [${classNames.map(pythonText).join(', ')}]
for name in CLASSES:
    if not (FOLDER / name).is_dir():
        raise SystemExit(f"There is no folder {FOLDER / name}: set FOLDER to the folder that has {CLASSES}.")


def load(path):
    """The middle square of an image, ${height} x ${width}, ${channels === 1 ? 'grey' : 'in colour'}, on white."""
    with Image.open(path) as file:
        image = ImageOps.exif_transpose(file).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return ImageOps.fit(image.convert("${channels === 1 ? 'L' : 'RGB'}"), (${width}, ${height}))


def is_image(path):
    try:
        load(path)
        return not Path(path).name.startswith(".")
    except OSError:
        return False
`;
}

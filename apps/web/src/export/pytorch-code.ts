// An experiment as a PyTorch program: Keras' initial weights and epsilon instead of PyTorch's own, so that the result
// lies near ours. Shapes of layers: `layer-shapes.ts`.
import type { ActivationName, LayerSpec } from '@nn101/models/graph';
import type { AugmentationStep } from '@nn101/train/graph';
import { dataCaveats, type Experiment, type ExportedData, shareOfSquare } from './experiment.ts';
import { inputSizes } from './layer-shapes.ts';
import { ownImagesHead, ownImagesImports } from './own-images-code.ts';

const sets: Record<Exclude<ExportedData, 'own'>, string> = {
  mnist: 'MNIST',
  'fashion-mnist': 'FashionMNIST',
  'cifar-10': 'CIFAR10',
  synthetic: 'MNIST',
  'synthetic-colour': 'CIFAR10',
};

const modules: Record<ActivationName, string> = {
  relu: 'nn.ReLU()',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  softmax: 'nn.Softmax(dim=1)',
  softplus: 'nn.Softplus()',
  softsign: 'nn.Softsign()',
  tanh: 'nn.Tanh()',
  sigmoid: 'nn.Sigmoid()',
  // Keras' and PyTorch's differ in slope: 0.2 against 1/6.
  hard_sigmoid: 'Function(lambda x: torch.clamp(0.2 * x + 0.5, 0, 1))',
  exponential: 'Function(torch.exp)',
  linear: 'nn.Identity()',
};

function layerLines(layer: LayerSpec, inputs: number): string[] {
  switch (layer.kind) {
    case 'conv2d': {
      const padding = layer.padding === 'same' ? ', padding="same"' : '';
      return [`nn.Conv2d(${inputs}, ${layer.filters}, 3${padding})`, 'nn.ReLU()'];
    }
    case 'maxPooling2d':
      return ['nn.MaxPool2d(2)'];
    case 'dropout':
      return [`nn.Dropout(${layer.rate})`];
    case 'flatten':
      return ['nn.Flatten()'];
    case 'hidden':
      return [`nn.Linear(${inputs}, ${layer.units})`, modules[layer.activation]];
    case 'output':
      return [`nn.Linear(${inputs}, ${layer.units})`];
    default:
      return layer satisfies never;
  }
}

/** What is done to a picture before it is a tensor, or, for the last one, after. */
function transformOf(step: AugmentationStep, [height, width]: Experiment['inputShape']): string | undefined {
  switch (step.kind) {
    case 'horizontalFlip':
      return `transforms.RandomHorizontalFlip(${step.probability ?? 0.5})`;
    case 'shift':
      return `transforms.RandomAffine(0, translate=(${step.amount}, ${step.amount}))`;
    case 'rotation':
      return `transforms.RandomRotation(${step.degrees})`;
    case 'zoom':
      return `transforms.RandomAffine(0, scale=(${1 - step.amount}, ${1 + step.amount}))`;
    case 'cutout': {
      const share = shareOfSquare(step.size, [height, width]);
      return `transforms.RandomErasing(1.0, scale=(${share}, ${share}), ratio=(1, 1))`;
    }
    default:
      return undefined;
  }
}

const functionClass = `

class Function(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)

`;

/** Bounds columns over axis 0 of Keras' kernel layout, which is the height of PyTorch's. */
function maxNormLines(layers: readonly LayerSpec[]): string {
  const bounds = layers.flatMap((layer) => (layer.kind === 'conv2d' ? [layer.maxNorm] : []));
  if (bounds.every((bound) => bound === undefined)) return '';
  const list = bounds.map((bound) => (bound === undefined ? 'None' : String(bound))).join(', ');
  return `        with torch.no_grad():
            convolutions = [m for m in model if isinstance(m, nn.Conv2d)]
            for module, bound in zip(convolutions, [${list}]):
                if bound is not None:
                    norm = module.weight.norm(dim=2, keepdim=True)
                    module.weight.mul_(norm.clamp(max=bound) / (norm + 1e-7))
`;
}

/** The program. It needs Python with `torch` and `torchvision`. */
export function pytorchCode(experiment: Experiment): string {
  const { layers, seed, learningRate = 0.001 } = experiment;
  const sizes = inputSizes(experiment);
  const lines = layers.flatMap((layer, index) => layerLines(layer, sizes[index]));
  const isOwn = experiment.data === 'own';
  return `# pip install torch torchvision${isOwn ? ' pillow' : ''}
${isOwn ? `${ownImagesImports}\n` : ''}import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
${lines.some((line) => line.startsWith('Function')) ? functionClass : ''}
torch.manual_seed(${seed})

${dataLines(experiment)}
model = nn.Sequential(
${lines.map((line) => `    ${line},`).join('\n')}
)
for module in model:
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)

optimizer = torch.optim.Adam(model.parameters(), lr=${learningRate}, eps=1e-7)
loss_function = nn.CrossEntropyLoss()  # the softmax of the last layer is in it

${loopLines(experiment)}`;
}

function dataLines(experiment: Experiment): string {
  const { data, inputShape, limit = 0, augmentation = [] } = experiment;
  const transformed = augmentation.map((step) => transformOf(step, inputShape));
  const missing = augmentation.filter((_, index) => !transformed[index]).map(({ kind }) => kind);
  // Erasing alone wants a tensor.
  const isLate = (line: string) => line.startsWith('transforms.RandomErasing');
  const lines = transformed.filter((line) => line !== undefined);
  const transforms = [
    ...lines.filter((line) => !isLate(line)),
    'transforms.ToTensor()',
    ...lines.filter(isLate),
  ];
  const some =
    limit > 0
      ? `train = torch.utils.data.Subset(train, torch.randperm(len(train))[:${limit}].tolist())\n`
      : '';
  const left = missing.length > 0 ? `# Not offered in the page: ${missing.join(', ')}\n` : '';
  const changes = `changes = transforms.Compose([${transforms.join(', ')}])\n`;
  return `${left}${data === 'own' ? ownLines(experiment, changes) : setLines(data, changes)}${some}`;
}

function setLines(data: Exclude<ExportedData, 'own'>, changes: string): string {
  return `${dataCaveats[data] ?? ''}${changes}train = datasets.${sets[data]}("data", train=True, download=True, transform=changes)
test = datasets.${sets[data]}("data", train=False, download=True, transform=transforms.ToTensor())
`;
}

/** ImageFolder numbers the folders by their names, as the page does. */
function ownLines(experiment: Experiment, changes: string): string {
  return `${ownImagesHead(experiment)}

${changes}images = datasets.ImageFolder(FOLDER, transform=changes, loader=load, is_valid_file=is_image)
plain = datasets.ImageFolder(FOLDER, transform=transforms.ToTensor(), loader=load, is_valid_file=is_image)
if images.classes != CLASSES:
    raise SystemExit(f"Expected the folders {CLASSES} in {FOLDER}; found {images.classes}.")

# A fifth of each class is kept for the test.
targets = torch.tensor(images.targets)
chosen = [], []
for label in range(len(CLASSES)):
    rows = (targets == label).nonzero().flatten()
    rows = rows[torch.randperm(len(rows))].tolist()
    kept = max(1, round(len(rows) / 5))
    chosen[0].extend(rows[kept:])
    chosen[1].extend(rows[:kept])
train = torch.utils.data.Subset(images, chosen[0])
test = torch.utils.data.Subset(plain, chosen[1])
`;
}

function loopLines({ epochs, batchSize, layers }: Experiment): string {
  return `for epoch in range(${epochs}):
    model.train()
    for images, labels in DataLoader(train, batch_size=${batchSize}, shuffle=True):
        optimizer.zero_grad()
        loss_function(model(images), labels).backward()
        optimizer.step()
${maxNormLines(layers)}
    model.eval()
    with torch.no_grad():
        right = sum(
            (model(images).argmax(1) == labels).sum().item()
            for images, labels in DataLoader(test, batch_size=1000)
        )
    print(epoch + 1, right / len(test))
`;
}

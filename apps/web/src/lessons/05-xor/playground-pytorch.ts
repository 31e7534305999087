// A run of the playground as a PyTorch program, from the same weights in double precision. By language:
// playground-code.ts.
import { type CodedRun, listText } from './coded-run.ts';
import { type RunConfiguration, startingNetwork } from './playground-run.ts';

const optimizers = {
  descent: (rate: number) => `SGD(model.parameters(), lr=${rate})`,
  momentum: (rate: number) => `SGD(model.parameters(), lr=${rate}, momentum=0.9)`,
  adam: (rate: number) => `Adam(model.parameters(), lr=${rate}, eps=1e-7)`,
} as const;

const modules: Readonly<Record<RunConfiguration['activation'], string>> = {
  tanh: 'Tanh',
  relu: 'ReLU',
  sigmoid: 'Sigmoid',
  elu: 'ELU',
  softplus: 'Softplus',
  softsign: 'Softsign',
  linear: 'Identity',
};

/** The program. It needs Python with `torch`. */
export function pytorchRun({ configuration, steps }: CodedRun): string {
  const { points, seed, rate, optimizer } = configuration;
  const weights = startingNetwork(configuration).layers.map(
    (layer, l) =>
      `    model[${2 * l}].weight.copy_(torch.tensor(${listText(layer.weights, '    ')}))\n    model[${2 * l}].bias.zero_()\n`,
  );
  return `# pip install torch
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
x = torch.tensor(${listText(points.map(({ x, y }) => [x, y]))}, dtype=torch.float64)
y = torch.tensor(${listText(points.map(({ label }) => [label]))}, dtype=torch.float64)

model = nn.Sequential(
${layerLines(configuration)})
# The weights that seed ${seed} gives in the playground.
with torch.no_grad():
${weights.join('')}
optimizer = torch.optim.${optimizers[optimizer](rate)}
loss = nn.BCELoss()
for step in range(${steps}):
    optimizer.zero_grad()
    cost = loss(model(x), y)
    if step % 100 == 0:
        print(step, f"{cost.item():.6f}")
    cost.backward()
    optimizer.step()
with torch.no_grad():
    print(${steps}, f"{loss(model(x), y).item():.6f}")
    print(model(x).flatten())
`;
}

function layerLines({ layers, activation }: RunConfiguration): string {
  const widths = [2, ...layers];
  const hidden = layers.map(
    (units, l) => `    nn.Linear(${widths[l]}, ${units}), nn.${modules[activation]}(),\n`,
  );
  return `${hidden.join('')}    nn.Linear(${widths[layers.length]}, 1), nn.Sigmoid(),\n`;
}

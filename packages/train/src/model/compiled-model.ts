// Reads the options of model.compile({ loss, metrics, optimizer }), which are the defaults of fit().
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ObjectiveOptions } from '../losses/objectives.ts';
import type { OptimizerSpec } from '../optimizer/optimizer.ts';
import { TrainError } from '../train-error.ts';

/** Returns the loss, unchecked; undefined if the model was not compiled with one. */
export function compiledLoss(model: LayersModel): ObjectiveOptions['loss'] {
  // tfjs-layers sets an empty list by default.
  const { loss } = model as { readonly loss?: unknown };
  return isEmpty(loss) ? undefined : (loss as ObjectiveOptions['loss']);
}

/** Returns the metrics; undefined if the model was compiled without any. */
export function compiledMetrics(model: LayersModel): ObjectiveOptions['metrics'] {
  const metrics: unknown = Reflect.get(model, 'metrics');
  return isEmpty(metrics) ? undefined : (metrics as ObjectiveOptions['metrics']);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** An optimizer with its learning rate. */
export interface CompiledOptimizer {
  readonly optimizer: OptimizerSpec;
  readonly learningRate: number;
}

/**
 * Returns the optimizer; undefined if the model was not compiled.
 *
 * @throws TrainError `INVALID_ARGUMENT` for an optimizer that fit() does not have
 */
export function compiledOptimizer(model: LayersModel): CompiledOptimizer | undefined {
  const compiled = Reflect.get(model, 'optimizer_') as LayersModel['optimizer'] | undefined;
  if (!compiled) return undefined;
  const name = compiled.getClassName();
  const config = compiled.getConfig();
  const number = (key: string) => Number(config[key]);
  const learningRate = number('learningRate');
  switch (name) {
    case 'SGD':
      return { optimizer: { kind: 'sgd' }, learningRate };
    case 'Momentum':
      return {
        optimizer: { kind: 'sgd', momentum: number('momentum'), nesterov: config.useNesterov === true },
        learningRate,
      };
    case 'Adam': {
      const [beta1, beta2, epsilon] = ['beta1', 'beta2', 'epsilon'].map(number);
      return { optimizer: { kind: 'adam', beta1, beta2, epsilon }, learningRate };
    }
    default:
      throw new TrainError(
        'INVALID_ARGUMENT',
        `optimizer expects adam, adamw or sgd; received ${name}, with which the model was compiled. Pass \`optimizer\`, such ` +
          "as { kind: 'adam' }, and `learningRate`.",
      );
  }
}

/** Writes real ONNX models, byte by byte: protocol buffers are numbered fields, and few of them are needed here. */
const VARINT = 0;
const BYTES = 2;
const FLOAT = 1;
const IR_VERSION = 8;
const OPERATOR_SET = 13;
const INTS = 7;
const INT = 2;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}
const number = (field: number, value: number): Buffer => Buffer.from([...varint(field * 8 + VARINT), ...varint(value)]);
function bytes(field: number, content: Uint8Array | string): Buffer {
  const data = Buffer.from(content);
  return Buffer.concat([Buffer.from([...varint(field * 8 + BYTES), ...varint(data.length)]), data]);
}
const message = (field: number, ...parts: readonly Buffer[]): Buffer => bytes(field, Buffer.concat(parts));

/** A number, or a name for a size that is open. */
type Dimension = number | string;

const dimension = (size: Dimension): Buffer => message(1, typeof size === 'number' ? number(1, size) : bytes(2, size));
const valueInfo = (field: number, name: string, shape: readonly Dimension[]): Buffer =>
  message(field, bytes(1, name), message(2, message(1, number(1, FLOAT), message(2, ...shape.map(dimension)))));

interface Node {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: readonly Buffer[];
}
const integer = (name: string, value: number): Buffer => message(5, bytes(1, name), number(3, value), number(20, INT));
const integers = (name: string, values: readonly number[]): Buffer =>
  message(5, bytes(1, name), ...values.map((value) => number(8, value)), number(20, INTS));

const node = ({ type, inputs, output, attributes = [] }: Node): Buffer =>
  message(1, ...inputs.map((input) => bytes(1, input)), bytes(2, output), bytes(4, type), ...attributes);

const constant = (name: string, shape: readonly number[], values: Float32Array): Buffer =>
  message(
    5,
    ...shape.map((size) => number(1, size)),
    number(2, FLOAT),
    bytes(8, name),
    bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );

export interface TestModel {
  /** Of the input; [batch, frames, bands] where nothing else is said. */
  readonly shape?: readonly Dimension[];
  /** Of each class, the weight of each of the 96 bands. */
  readonly weights: readonly Float32Array[];
  /** What it ends in; Identity gives any numbers. */
  readonly ending?: 'Softmax' | 'Identity';
}

/**
 * A model that hears how loud each band is on average and weighs the bands for each class: ReduceMean over the frames,
 * MatMul with the weights, then the ending. Before the activations it gives a second output, as models with embeddings do.
 */
export function onnxModel({ shape = ['batch', 128, 96], weights, ending = 'Softmax' }: TestModel): Buffer {
  const bands = weights[0]?.length ?? 0;
  const matrix = new Float32Array(bands * weights.length);
  for (const [column, row] of weights.entries()) {
    for (const [band, weight] of row.entries()) matrix[band * weights.length + column] = weight;
  }
  const [batch = 'batch'] = shape;
  const graph = [
    node({
      type: 'ReduceMean',
      inputs: ['melspectrogram'],
      output: 'embeddings',
      attributes: [integers('axes', [1]), integer('keepdims', 0)],
    }),
    node({ type: 'MatMul', inputs: ['embeddings', 'weights'], output: 'logits' }),
    node({
      type: ending,
      inputs: ['logits'],
      output: 'activations',
      attributes: ending === 'Softmax' ? [integer('axis', 1)] : [],
    }),
    bytes(2, 'tiny tagger'),
    constant('weights', [bands, weights.length], matrix),
    valueInfo(11, 'melspectrogram', shape),
    valueInfo(12, 'embeddings', [batch, bands]),
    valueInfo(12, 'activations', [batch, weights.length]),
  ];
  return Buffer.concat([number(1, IR_VERSION), message(7, ...graph), message(8, number(2, OPERATOR_SET))]);
}

/**
 * Multinomial logistic regression with an L2 penalty, fitted by L-BFGS on all rows at once: no sampling, no randomness,
 * so the same rows in the same order give the same weights.
 */
export interface Row {
  readonly features: Int32Array
  readonly values: Float64Array
  /** Target share of each class; a plain label is a 1 among zeros. */
  readonly target: Float64Array
  readonly weight: number
}

export interface FitOptions {
  readonly featureCount: number
  readonly classCount: number
  readonly l2: number
  readonly iterations: number
}

/** Weights by class: `weights[feature * classCount + class]`; the last feature row is the bias, which is not penalised. */
export function fitLogistic(rows: readonly Row[], options: FitOptions): Float64Array {
  const size = (options.featureCount + 1) * options.classCount
  return minimize((at, slope) => lossAndSlope(rows, options, at, slope), size, options.iterations)
}

/** Class shares for one row. */
function softmaxOf(
  weights: Float64Array,
  row: { readonly features: Int32Array; readonly values: Float64Array },
  options: { readonly featureCount: number; readonly classCount: number },
): Float64Array {
  const k = options.classCount
  const scores = new Float64Array(k)
  for (let c = 0; c < k; c += 1) scores[c] = weights[options.featureCount * k + c] ?? 0
  for (let at = 0; at < row.features.length; at += 1) {
    const base = (row.features[at] ?? 0) * k
    const value = row.values[at] ?? 0
    for (let c = 0; c < k; c += 1) scores[c] = (scores[c] ?? 0) + value * (weights[base + c] ?? 0)
  }
  return normalized(scores)
}

function normalized(scores: Float64Array): Float64Array {
  let top = -Infinity
  for (const score of scores) if (score > top) top = score
  let sum = 0
  const shares = scores.map((score) => Math.exp(score - top))
  for (const share of shares) sum += share
  return shares.map((share) => share / sum)
}

function lossAndSlope(
  rows: readonly Row[],
  options: FitOptions,
  weights: Float64Array,
  slope: Float64Array,
): number {
  const k = options.classCount
  const biasBase = options.featureCount * k
  slope.fill(0)
  let loss = 0
  for (const row of rows) {
    const shares = softmaxOf(weights, row, options)
    const errors = new Float64Array(k)
    for (let c = 0; c < k; c += 1) {
      const target = row.target[c] ?? 0
      const share = shares[c] ?? 0
      if (target > 0) loss -= row.weight * target * Math.log(Math.max(share, 1e-300))
      errors[c] = row.weight * (share - target)
      slope[biasBase + c] = (slope[biasBase + c] ?? 0) + (errors[c] ?? 0)
    }
    for (let at = 0; at < row.features.length; at += 1) {
      const base = (row.features[at] ?? 0) * k
      const value = row.values[at] ?? 0
      for (let c = 0; c < k; c += 1)
        slope[base + c] = (slope[base + c] ?? 0) + value * (errors[c] ?? 0)
    }
  }
  for (let at = 0; at < biasBase; at += 1) {
    const weight = weights[at] ?? 0
    loss += 0.5 * options.l2 * weight * weight
    slope[at] = (slope[at] ?? 0) + options.l2 * weight
  }
  return loss
}

/** L-BFGS with a backtracking line search. `measure` returns the value at a point and writes the slope there. */
export function minimize(
  measure: (at: Float64Array, slope: Float64Array) => number,
  size: number,
  iterations: number,
): Float64Array {
  const memory = 8
  const steps: Float64Array[] = []
  const turns: Float64Array[] = []
  let at: Float64Array = new Float64Array(size)
  let slope: Float64Array = new Float64Array(size)
  let value = measure(at, slope)
  for (let round = 0; round < iterations; round += 1) {
    const direction = descent(slope, steps, turns)
    const fall = dot(direction, slope)
    let stride = round === 0 ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1
    const nextSlope = new Float64Array(size)
    let next = moved(at, direction, stride)
    let nextValue = measure(next, nextSlope)
    for (let tries = 0; tries < 30 && nextValue > value + 1e-4 * stride * fall; tries += 1) {
      stride /= 2
      next = moved(at, direction, stride)
      nextValue = measure(next, nextSlope)
    }
    if (!(nextValue < value)) break
    const step = minus(next, at)
    const turn = minus(nextSlope, slope)
    if (dot(step, turn) > 1e-12) {
      steps.push(step)
      turns.push(turn)
      if (steps.length > memory) {
        steps.shift()
        turns.shift()
      }
    }
    const isFlat = (value - nextValue) / Math.max(1, Math.abs(value)) < 1e-6
    at = next
    slope = nextSlope
    value = nextValue
    if (isFlat) break
  }
  return at
}

function descent(
  slope: Float64Array,
  steps: readonly Float64Array[],
  turns: readonly Float64Array[],
): Float64Array {
  const direction = slope.map((each) => -each)
  const shares: number[] = []
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const step = steps[at] ?? new Float64Array()
    const turn = turns[at] ?? new Float64Array()
    const share = dot(step, direction) / dot(step, turn)
    shares[at] = share
    add(direction, turn, -share)
  }
  const lastStep = steps.at(-1)
  const lastTurn = turns.at(-1)
  if (lastStep !== undefined && lastTurn !== undefined) {
    const scale = dot(lastStep, lastTurn) / dot(lastTurn, lastTurn)
    for (let at = 0; at < direction.length; at += 1) direction[at] = (direction[at] ?? 0) * scale
  }
  steps.forEach((step, at) => {
    const turn = turns[at] ?? new Float64Array()
    add(direction, step, (shares[at] ?? 0) - dot(turn, direction) / dot(step, turn))
  })
  return direction
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + times * (what[at] ?? 0)
}

const moved = (from: Float64Array, direction: Float64Array, stride: number): Float64Array =>
  from.map((each, at) => each + stride * (direction[at] ?? 0))
const minus = (one: Float64Array, other: Float64Array): Float64Array =>
  one.map((each, at) => each - (other[at] ?? 0))

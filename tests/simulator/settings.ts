/** Histories per CI run, over both test files; SIM_RUNS asks for more. */
export const RUNS = numberFrom('SIM_RUNS') ?? 20_000

/** Seeds that every run plays; SIM_SEED plays one other instead. */
export const FIXED_SEED = numberFrom('SIM_SEED') ?? 20_261_123

function numberFrom(name: string): number | null {
  const text = process.env[name]
  if (text === undefined || text === '') return null
  if (!/^-?\d+$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}"`)
  return Number(text)
}

// What a PIN of this tablet looks like.
export const PIN_LENGTH = 6

/** Six equal digits, or six in a row up or down: the first ones anybody tries. */
export function isWeak(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at]))
  return steps.every((step) => step === 0) || steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

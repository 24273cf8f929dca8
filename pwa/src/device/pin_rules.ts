import type { OwnCode } from './messages'

/** Why these digits may not be a PIN; null when they may. */
export function pinFault(pin: string): OwnCode | null {
  if (!/^[0-9]{6}$/.test(pin)) return 'pin_format'
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])))
  // 777777, 123456 and 987654 are the first that anybody tries.
  return steps.size === 1 && Math.abs([...steps][0]!) <= 1 ? 'pin_too_simple' : null
}

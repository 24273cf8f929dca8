export const taken = ['start'] as const

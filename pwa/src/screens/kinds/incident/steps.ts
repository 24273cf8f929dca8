export const taken = ['note', 'resolve_it'] as const

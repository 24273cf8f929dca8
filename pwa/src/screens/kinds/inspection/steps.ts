export const taken = ['start', 'note', 'submit'] as const

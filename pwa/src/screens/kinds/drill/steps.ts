export const taken = ['notify', 'start', 'note', 'finish'] as const

/** Offered by the panel, as four large outcomes. */
export const taken = ['complete'] as const

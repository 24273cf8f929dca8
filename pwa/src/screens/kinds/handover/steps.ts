export const taken = ['receive']

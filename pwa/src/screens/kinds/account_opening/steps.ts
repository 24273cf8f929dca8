// The customer signs in customer mode, and nobody for them.
export const taken = ['sign']

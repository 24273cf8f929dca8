// The one error shape of the server, and the two failures that never reach it.

export interface ApiErrorBody {
  code: string
  message: { zh: string; en: string }
  field?: string
  details?: Record<string, unknown>
}

/** Anything a call can end with but its answer. `status` 0 means that the server was not reached. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly text: { zh: string; en: string }
  readonly field: string | undefined
  readonly details: Record<string, unknown>

  constructor(status: number, body: ApiErrorBody) {
    super(body.code)
    this.status = status
    this.code = body.code
    this.text = body.message
    this.field = body.field
    this.details = body.details ?? {}
  }
}

export function unreachable(): ApiError {
  return new ApiError(0, {
    code: 'unreachable',
    message: {
      zh: '连接不上服务器，请检查网络后重试。',
      en: 'The server cannot be reached. Check the network and try again.',
    },
  })
}

/** A captive portal answers 200 with a page of its own; so does a proxy in trouble. */
export function notOurs(status: number): ApiError {
  return new ApiError(status, {
    code: 'not_our_server',
    message: {
      zh: '收到的不是本系统的答复，可能需要先登录当前网络。',
      en: 'The answer did not come from this system. The network may want a sign-in of its own first.',
    },
  })
}

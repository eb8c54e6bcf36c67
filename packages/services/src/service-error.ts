/** A failure that a person can mend. Its message is whole sentences, fit to be printed as it is. */
export class ServiceError extends Error {
  override name = 'ServiceError'
}

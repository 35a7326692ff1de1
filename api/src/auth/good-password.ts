import { HttpProblem } from '../http/problem.ts';
import { guessesNeeded } from './guesses.ts';

const MIN_LENGTH = 8;
const MAX_LENGTH = 200;

/** What eight characters without any pattern withstand; the limits of signing in let through a few thousand guesses a day. */
const ENOUGH_GUESSES = 1e8;

/** @throws HttpProblem 422 unless the password may be set for this user */
export const requireGoodPassword = async (password: string, username: string): Promise<void> => {
  const message = await weaknessOf(password, username);
  if (message !== null) {
    throw new HttpProblem(422, 'weakPassword', `password: ${message}`, { details: [{ member: 'password', message }] });
  }
};

/** Why a password is not good enough to be set; null if it is. */
export const weaknessOf = async (password: string, username: string): Promise<string | null> => {
  if (password.length < MIN_LENGTH) return `must have at least ${MIN_LENGTH} characters; 15 are better`;
  if (password.length > MAX_LENGTH) return `must have at most ${MAX_LENGTH} characters`;
  if (password.toLowerCase().includes(username.toLowerCase()) && password.length < username.length + 8) {
    return 'must not be the user name with a little added';
  }
  return (await guessesNeeded(password, [username])) < ENOUGH_GUESSES
    ? 'is among the first that anybody would try, as are names, dates and words with a little added; a few words that do not belong together are better'
    : null;
};

import { keepAnswers } from '../kept-answers';

/** An answer that is kept for the session; asking again tells whether it still is. */
export async function keptAnswer(sessionId: string): Promise<{ readonly isKept: () => Promise<boolean> }> {
  const keeper = keepAnswers<'first' | 'later'>({ isAnswer: () => true });
  await keeper.read({ sessionId }, () => Promise.resolve('first'));
  return { isKept: async () => (await keeper.read({ sessionId }, () => Promise.resolve('later'))) === 'first' };
}

import about from '@/messages/en/about.json';
import access from '@/messages/en/access.json';
import app from '@/messages/en/app.json';
import approval from '@/messages/en/approval.json';
import connector from '@/messages/en/connector.json';
import consent from '@/messages/en/consent.json';
import doctor from '@/messages/en/doctor.json';
import door from '@/messages/en/door.json';
import enable from '@/messages/en/enable.json';
import history from '@/messages/en/history.json';
import notices from '@/messages/en/notices.json';
import orphan from '@/messages/en/orphan.json';
import prerequisites from '@/messages/en/prerequisites.json';
import problem from '@/messages/en/problem.json';
import sessions from '@/messages/en/sessions.json';
import setup from '@/messages/en/setup.json';
import shell from '@/messages/en/shell.json';
import siem from '@/messages/en/siem.json';
import siemGuide from '@/messages/en/siem-guide.json';
import signIn from '@/messages/en/sign-in.json';
import tokens from '@/messages/en/tokens.json';
import trouble from '@/messages/en/trouble.json';
import ui from '@/messages/en/ui.json';
import verify from '@/messages/en/verify.json';

export const english = {
  about,
  access,
  app,
  approval,
  connector,
  consent,
  doctor,
  door,
  enable,
  history,
  notices,
  orphan,
  prerequisites,
  problem,
  sessions,
  setup,
  shell,
  siem,
  siemGuide,
  signIn,
  tokens,
  trouble,
  ui,
  verify,
};

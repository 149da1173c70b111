// SPDX-License-Identifier: Apache-2.0
// Runs a program under a filter that kills it, and its children, at the first
// system call that could open or use a socket:
//
//   no_network keylint scan .
//   no_network --self-test      the filter bites: exits 0 when it does
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "name this machine's AUDIT_ARCH"
#endif

#define KILL_ON(number) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)

static int ForbidSockets(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      KILL_ON(__NR_socket), KILL_ON(__NR_socketpair), KILL_ON(__NR_connect), KILL_ON(__NR_bind),
      KILL_ON(__NR_listen), KILL_ON(__NR_accept), KILL_ON(__NR_accept4), KILL_ON(__NR_sendto),
      KILL_ON(__NR_sendmsg), KILL_ON(__NR_sendmmsg), KILL_ON(__NR_recvfrom), KILL_ON(__NR_recvmsg),
      KILL_ON(__NR_recvmmsg),
#ifdef __NR_io_uring_setup
      KILL_ON(__NR_io_uring_setup),
#endif
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static int SelfTest(void) {
  const pid_t child = fork();
  if (child == 0) {
    if (ForbidSockets() != 0) _exit(77);
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    _exit(fd >= 0 ? 1 : 2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 77) return 77;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) return 0;
  fprintf(stderr, "no_network: a socket was not forbidden\n");
  return 1;
}

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  if (strcmp(argv[1], "--self-test") == 0) return SelfTest();
  if (ForbidSockets() != 0) {
    perror("no_network: seccomp");
    return 77;
  }
  execvp(argv[1], argv + 1);
  perror(argv[1]);
  return 127;
}

// A program that is fed through its standard input and may leave a file: started without a shell, killed when
// it isn't needed any more.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace pw {

class FedProcess {
  public:
    // Stands among the arguments for the file that the program is to write. The file has no name on any disk,
    // so none can be left behind.
    static constexpr const char* output = "/proc/self/fd/3";

    FedProcess() = default;
    ~FedProcess();  // kills what still runs
    FedProcess(const FedProcess&) = delete;
    FedProcess& operator=(const FedProcess&) = delete;

    // 0, or errno: ENOENT when there is no such program.
    int start(const std::vector<std::string>& command);
    // False when the program doesn't read any more.
    bool feed(std::string_view bytes);
    // Waits for its end; whether it succeeded.
    bool finish();
    std::string written() const;    // the file
    std::string last_line() const;  // of what it said

  private:
    void close_input();

    pid_t process_ = -1;
    int input_ = -1, file_ = -1, said_ = -1;
};

}  // namespace pw

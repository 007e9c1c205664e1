// A program that eats frames and leaves a file: started without a shell, killed when it isn't needed any
// more.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pw {

class EncoderProcess {
  public:
    // Stands among the arguments for the file that the program is to write. The file has no name on any disk,
    // so none can be left behind.
    static constexpr const char* output = "/proc/self/fd/3";

    EncoderProcess() = default;
    ~EncoderProcess();  // kills what still runs
    EncoderProcess(const EncoderProcess&) = delete;
    EncoderProcess& operator=(const EncoderProcess&) = delete;

    // 0, or errno: ENOENT when there is no such program.
    int start(const std::vector<std::string>& command);
    // False when the program doesn't read any more.
    bool feed(std::span<const std::uint32_t> pixels);
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

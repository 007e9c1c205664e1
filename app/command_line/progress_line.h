// How far something is: on a terminal only, on one line that goes when it ends.
#pragma once

#include <cstddef>
#include <string>

#include "core/words/words.h"

namespace pw {

class ProgressLine {
  public:
    explicit ProgressLine(const Words& words);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const std::string& file, std::size_t done, std::size_t total);

  private:
    const Words& words_;
    bool terminal_;
    std::string shown_;  // empty: nothing
};

}  // namespace pw

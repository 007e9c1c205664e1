// --report-layout: what is on screen as JSON, for tests that drive the real window.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/report.h"
#include "app/session.h"
#include "app/window/measure.h"

namespace pw {

class LayoutReport {
  public:
    explicit LayoutReport(std::filesystem::path path) : path_(std::move(path)) {}

    // Replaces the file when anything differs from the last time.
    Expected<void> write(const Session& session, const Scene& scene, const Measure& measure,
                         const Report& report);

  private:
    std::filesystem::path path_;
    std::string last_;
    std::int64_t sequence_ = 0;
};

}  // namespace pw

in vec2 v_off;
in vec2 v_width;
in vec4 v_colour;

out vec4 o_colour;

void main() { o_colour = v_colour * (clamp(v_width.x + 0.5 - length(v_off), 0.0, 1.0) * clamp(v_width.y, 0.0, 1.0)); }
